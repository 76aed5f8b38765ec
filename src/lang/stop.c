#include "lang/stop.h"

#include <stdlib.h>

/* In byte order. */
#define W SPAN_LIT
enum { LONGEST = 10 };
static const struct span words[] = {W("a"), W("ai"), W("aie"), W("aient"), W("aies"), W("ait"), W("alors"),
    W("as"), W("au"), W("aucun"), W("aucune"), W("aucuns"), W("auquel"), W("aura"), W("aurai"), W("auraient"),
    W("aurais"), W("aurait"), W("auras"), W("aurez"), W("auriez"), W("aurions"), W("aurons"), W("auront"),
    W("aussi"), W("autre"), W("autres"), W("aux"), W("auxquelles"), W("auxquels"), W("avaient"), W("avais"),
    W("avait"), W("avant"), W("avec"), W("avez"), W("aviez"), W("avoir"), W("avons"), W("ayant"), W("ayez"),
    W("ayons"), W("c"), W("c'"), W("ce"), W("ceci"), W("cela"), W("celle"), W("celles"), W("celui"),
    W("cependant"), W("certain"), W("certaine"), W("certaines"), W("certains"), W("ces"), W("cet"), W("cette"),
    W("ceux"), W("chaque"), W("chez"), W("ci"), W("combien"), W("comme"), W("comment"), W("d"), W("d'"),
    W("dans"), W("de"), W("depuis"), W("des"), W("desquelles"), W("desquels"), W("donc"), W("dont"), W("du"),
    W("duquel"), W("durant"), W("dès"), W("déjà"), W("elle"), W("elles"), W("en"), W("encore"), W("entre"),
    W("envers"), W("es"), W("est"), W("et"), W("eu"), W("eue"), W("eues"), W("eurent"), W("eus"), W("eut"),
    W("eux"), W("faut"), W("furent"), W("fus"), W("fut"), W("fûmes"), W("hormis"), W("il"), W("ils"), W("j"),
    W("j'"), W("je"), W("jusqu'"), W("jusque"), W("l"), W("l'"), W("la"), W("laquelle"), W("le"), W("lequel"),
    W("les"), W("lesquelles"), W("lesquels"), W("leur"), W("leurs"), W("lors"), W("lorsqu'"), W("lorsque"),
    W("lui"), W("là"), W("m"), W("m'"), W("ma"), W("mais"), W("malgré"), W("me"), W("mes"), W("mien"),
    W("mienne"), W("miens"), W("moi"), W("moins"), W("mon"), W("même"), W("mêmes"), W("n"), W("n'"), W("ne"),
    W("ni"), W("nos"), W("notre"), W("nous"), W("on"), W("ont"), W("ou"), W("où"), W("par"), W("parce"),
    W("parmi"), W("pas"), W("pendant"), W("peu"), W("peut"), W("peuvent"), W("plus"), W("plusieurs"), W("pour"),
    W("pourquoi"), W("pourra"), W("pourrait"), W("presqu'"), W("puis"), W("puisqu'"), W("puisque"), W("qu"),
    W("qu'"), W("quand"), W("que"), W("quel"), W("quelle"), W("quelles"), W("quelqu'"), W("quelque"),
    W("quelques"), W("quels"), W("qui"), W("quoi"), W("quoiqu'"), W("quoique"), W("s"), W("s'"), W("sa"),
    W("sans"), W("se"), W("selon"), W("sera"), W("serai"), W("seraient"), W("serais"), W("serait"), W("seras"),
    W("serez"), W("seriez"), W("serions"), W("serons"), W("seront"), W("ses"), W("si"), W("sien"), W("sienne"),
    W("siennes"), W("siens"), W("soi"), W("soient"), W("sois"), W("soit"), W("son"), W("sont"), W("sous"),
    W("soyez"), W("soyons"), W("suis"), W("sur"), W("t"), W("t'"), W("ta"), W("tandis"), W("tant"), W("te"),
    W("tel"), W("telle"), W("telles"), W("tels"), W("tes"), W("toi"), W("ton"), W("toujours"), W("tous"),
    W("tout"), W("toute"), W("toutes"), W("très"), W("tu"), W("un"), W("une"), W("vers"), W("via"), W("voici"),
    W("voilà"), W("vos"), W("votre"), W("vous"), W("y"), W("à"), W("ça"), W("étaient"), W("étais"), W("était"),
    W("étant"), W("étiez"), W("étions"), W("êtes"), W("être")};

static int compare(const void *key, const void *item)
{
    return span_cmp(*(const struct span *)key, *(const struct span *)item);
}

bool stop_word(struct span word)
{
    return word.len <= LONGEST &&
           bsearch(&word, words, sizeof words / sizeof *words, sizeof *words, compare) != NULL;
}
