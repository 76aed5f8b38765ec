#include "lang/stem_verbs.h"

#include "base/bug.h"
#include "base/vocab.h"

#include <stdlib.h>

/* Sets of endings, a letter for each. An ending that is empty is one too. */
static const char *const endings[] = {
    ['E' - 'A'] =
        "er,e,es,ons,ez,ent,ais,ait,ions,iez,aient,ai,as,a,èrent,erai,eras,era,erons,erez,eront,erais,"
        "erait,erions,eriez,eraient,é,ée,és,ées", /* aimer, whole */
    ['A' - 'A'] = "er,ons,ez,ais,ait,ions,iez,aient,ai,as,a,èrent,erai,eras,era,erons,erez,eront,erais,erait,"
                  "erions,eriez,eraient,é,ée,és,ées", /* céder, but for cède */
    ['L' - 'A'] = "e,es,ent,erai,eras,era,erons,erez,eront,erais,erait,erions,eriez,eraient",
    ['G' - 'A'] = "ir,is,it,issons,issez,issent,isse,isses,issais,issait,issions,issiez,issaient,irai,iras,ira,"
                  "irons,irez,iront,irais,irait,irions,iriez,iraient,irent,i,ie,ies", /* finir, whole */
    ['D' - 'A'] = "re,,s,ons,ez,ent,e,es,ais,ait,ions,iez,aient,rai,ras,ra,rons,rez,ront,rais,rait,rions,riez,"
                  "raient,is,it,irent,u,ue,us,ues", /* rendre, whole */
    ['I' - 'A'] = "ons,ez,ais,ait,ions,iez,aient",
    ['F' - 'A'] = "ai,as,a,ons,ez,ont,ais,ait,ions,iez,aient",
    ['P' - 'A'] = "e,es,ent",
    ['U' - 'A'] = ",e,s,es",
};

/* An infinitive, what may stand before it (« - »: nothing), and the radicals of both with their endings. */
static const struct {
    const char *infinitive, *before, *forms;
} rows[] = {
    {"être", "-",
        "être: ser:F étai:s,t,ent étions: étiez: sont: soit: soient: soyons: soyez: fut: furent: fût:"},
    {"avoir", "-", "av:oir,oirs,ons,ez,ais,ait,aient ont: aur:F ait: aient: eut: eurent: ayons: ayez:"},
    {"aller", "-", "all:er,ons,ez,ais,ait,ions,iez,aient,a,èrent,é,és v:ais,as,a,ont ir:F aill:P"},
    {"venir", "- re de par con inter sur sou pré pro ad circon contre rede",
        "ven:ir,irs,I vien:s,t vienn:P viendr:F vin:t,rent venu:U"},
    {"tenir", "- main sou re con ob dé entre appar abs", "ten:ir,I tien:t tienn:P tiendr:F tin:t,rent tenu:,s"},
    {"tenir", "main sou ob dé entre", "tenu:e,es"},
    {"prendre", "- ap com re sur entre dé mé é désap réap", "pren:dre,d,ds,I prenn:P prendr:F pri:s,t,rent"},
    {"prendre", "ap com é", "pris:e,es"},
    {"mettre", "- per pro re com ad é sou trans o dé retrans",
        "met:,s,tre,tent,te,tes,tons,tez,tais,tait,tions,tiez,taient mettr:F mi:s,t,rent"},
    {"mettre", "pro com ad sou trans é", "mis:e,es"},
    {"faire", "- re dé satis contre", "fai:re,s fais:I font: fer:F fass:P fi:t,rent"},
    {"faire", "-", "fait:e,es"},
    {"faire", "re satis contre", "fait:U"},
    {"voir", "- re entre", "voi:r,s,t,ent voy:I verr:F vi:rent vu:,s"},
    {"voir", "pré", "voi:r,s,t,e,es,ent voy:I voir:F vi:t,rent vu:U"},
    {"voir", "pour", "voi:r,t,ent voy:I voir:F vu:U"},
    {"pouvoir", "-", "peu:x,t,vent pouv:oir,oirs,I pourr:F puiss:P pu:,t,rent"},
    {"vouloir", "-", "veu:x,t,lent voul:oir,I,u,ue,us,ues,ut,urent voudr:F veuill:P,ez"},
    {"devoir", "-", "doi:s,t,ve,ves,vent dev:oir,oirs,I devr:F dû: due: dus: dues: durent:"},
    {"mouvoir", "- é pro", "meu:s,t,vent mouv:oir,I mouvr:F mu: mue: mus: mues:"},
    {"pleuvoir", "-", "pleu:voir,t,vent,vait,vaient,vra,vrait"},
    {"savoir", "-", "sai:s,t sav:oir,oirs,I,ent saur:F sach:P,ons,ez su:,t,rent"},
    {"cevoir", "re per con dé aper", "çoi:s,t,ve,ves,vent cev:oir,I cevr:F çu:,e,s,es,t,rent"},
    {"valoir", "- équi pré", "val:oir,I,ent,u,ut,us,urent vau:t vaudr:F vaill:P"},
    {"falloir", "-", "fau:t faudr:F fall:oir,ait,u,ut"},
    {"asseoir", "-", "ass:eoir,oir,oit,oient,ied,ieds,eyait,eyaient,is"},
    {"dire", "- re mé inter contre pré dé", "di:re,t,s,tes,rent dis:I,P dir:F dit:U"},
    {"dire", "mau", "di:re,t,s,ssent,ssait dit:U"},
    {"croire", "-", "croi:re,s,t,ent croy:I croir:F crut: crurent:"},
    {"boire", "-", "boi:re,t,ve,ves,vent buv:I boir:F bu: bue: bues: burent:"},
    {"lire", "- re é réé", "li:re,sent,sons,sez,sais,sait,saient lir:F"},
    {"lire", "- re réé", "lu:U,t,rent"},
    {"crire", "é dé ins pres trans sous pros réé circons", "cri:re,s,t,ts,te,tes criv:I,P,it,is,irent crir:F"},
    {"vivre", "- re sur", "vi:vre,t viv:I,ent vivr:F vécu:U,t,rent"},
    {"suivre", "- pour en", "sui:vre,t suiv:I,P,i,ie,is,ies,it,irent suivr:F"},
    {"ouvrir", "- c r déc rec redéc entr", "ouvr:ir,I,P,it,irent ouvrir:F ouvert:U"},
    {"ffrir", "sou", "ffr:ir,I,P,it,irent ffrir:F ffert:U"},
    {"offrir", "-", "offr:ir,I,ent,it,irent offrir:F offert:U"},
    {"mourir", "-", "meur:s,t,e,es,ent mour:ir,I,ut,urent mourr:F"},
    {"naître", "-", "naî:tre,t nai:tre,t naiss:I,P naîtr:F naitr:F naqui:t,rent né: née: nés: nées:"},
    {"aître", "conn reconn par appar compar dispar réappar repar méconn",
        "aî:tre,t ai:tre,s,t aiss:I,P aîtr:F aitr:F u:U,t,rent"},
    {"croître", "- ac dé", "croî:tre,t croi:tre croiss:I,P croîtr:F croitr:F"},
    {"croître", "ac", "cru:U,t,rent"},
    {"courir", "- par se con ac", "cour:ir,I,ent,u,us,ue,ues,ut,urent courr:F"},
    {"courir", "par ac se", "cour:t"},
    {"fuir", "- en", "fui:r,s,t,e,es,ent,,rent fuy:I fuir:F"},
    {"partir", "- re", "par:s part:ir,I,ent,it,irent partir:F"},
    {"sortir", "- res", "sor:s,t sort:ir,I,ent,i,is,it,irent sortir:F"},
    {"sentir", "- res con pres", "sent:ir,,I,ent,i,ie,is,ies,it,irent sentir:F"},
    {"mentir", "- dé", "ment:ir,,I,ent,i,is,it,irent mentir:F"},
    {"dormir", "- en ren", "dor:s,t dorm:ir,I,P,i,is,it,irent dormir:F"},
    {"dormir", "en ren", "dorm:ie,ies"},
    {"servir", "- res des", "serv:ir,I,ent,i,ie,is,ies,it,irent servir:F"},
    {"servir", "-", "ser:s,t"},
    {"plaire", "- dé com", "plai:re,s,t plaî:t plais:I,P plair:F"},
    {"taire", "-", "tai:re,s,t tais:I,P tair:F"},
    {"duire", "con ré pro tra intro sé dé in repro recon en", "dui:re,s,t,ts,te,tes duis:I,P,it,irent duir:F"},
    {"truire", "cons dé ins recons", "trui:re,s,t,ts,te,tes truis:I,P,it,irent truir:F"},
    {"cuire", "-", "cui:re,s,t,ts,te,tes cuis:I,P cuir:F"},
    {"nuire", "-", "nui:re,s,sent,sait,saient,se nuir:F"},
    {"indre", "cra contra pe dépe repe te éte déte atte restre astre étre enfre pla jo rejo adjo enjo fe ce",
        "in:dre,s,t,ts,te,tes ign:I,ent,it,irent indr:F"},
    {"re",
        "rend vend tend pend descend attend entend détend étend prétend dépend suspend répond correspond "
        "perd mord tord répand épand défend pourfend revend redescend confond",
        ":D"},
    {"fondre", "-", "fond:re,ent,ait,aient,u,us,ue,ues,it"},
    {"battre", "- a com re é", "batt:re,I,P,it,irent,u,us,ue,ues battr:F"},
    {"battre", "- a", "bat: bats:"},
    {"battre", "dé", "batt:re,I,ent,it,irent,u,us,ue,ues battr:F"},
    {"résoudre", "-", "résou:dre,s,t résolv:I,P résoudr:F résolu:U,t,rent"},
    {"dissoudre", "-", "dissou:dre,s,t,te,tes dissolv:I,P dissoudr:F"},
    {"vaincre", "- con", "vainc:re,,s vainqu:I,P,it,irent vaincr:F vaincu:U"},
    {"quérir", "ac con re en", "quier:s,t quièr:e,es,ent quér:ir,I querr:F qui:s,rent quis:e,es"},
    {"clure", "con ex in", "clu:re,,e,s,es,t,ent,ons,ez,ait,aient,rent clur:F clus:e,es"},
    {"rompre", "- inter cor", "romp:re,s,t,I,P,u,us,ue,ues,it,irent rompr:F"},
    {"rire", "- sou", "ri:re,t,ent,ait,aient,ons,ez rir:F"},
    {"suffire", "-", "suffi:re,,t,s,sent,sait,saient,se suffir:F"},
    {"traire", "ex dis sous", "trai:re,t,ts,te,tes,ent tray:I trair:F"},
    {"coudre", "- dé re", "cou:dre,d,ds cous:I,P,u,us,ue,ues,it coudr:F"},
    {"cueillir", "- ac re", "cueill:ir,I,P,i,is,ie,ies,it,irent cueiller:F"},
    {"vêtir", "- re dé", "vêt:,s,ir,I,ent,u,ue,us,ues,it"},
    {"bouillir", "-", "bouill:ir,I,P,i,is,ie,ies bouillir:F"},
    {"haïr", "-", "hai:s,t haïss:I,P haï:r,t,,s,e,es haïr:F"},
    {"ir",
        "abasourd abol about accompl affaibl affranch ag agon agrand aguerr aigr alourd amaigr amoindr amort "
        "anéant "
        "aplan appauvr appesant applaud approfond arrond assag asserv assombr assort assoupl assourd assujett "
        "atterr attendr avert avil bann blanch bond brand bât bén chois chér convert dessais divert durc "
        "défin dégross démol démun embell engourd englout enlaid enrich ensevel envah épaiss faibl farc fin "
        "fleur fléch fourn franch garant garn grand grav gross guér interag intervert invest jaill jaun jou "
        "lot maigr meurtr mois mun mûr noirc nourr obé pér pât pol pourr pun raccourc rafraîch rajeun ralent "
        "ranc rav rebond rebât reconvert redéfin refroid rempl renchér resplend ressais resurg retent rouss "
        "roug rug réag réfléch rég réinvest réjou répart rétabl rétréc réun réuss sais sal sub surenchér surg "
        "sév tar tern trah un vieill vom éclairc élarg épanou établ étourd évanou",
        ":G"},
    {"er",
        "adonn aim alli arm arriv cri cultiv demeur dédi défi dériv dévi donn enfl err étonn étudi exig expir "
        "inspir "
        "aspir admir li mari méfi motiv nerv orn os oubli ôt présent radi raviv reli respir retir sonn "
        "surnomm tri tu vari veill baiss consomm",
        ":E"},
    {"entrer", "-", "entr:er,ent,ait,aient,é,és,èrent,era,eront,erait,eraient"},
    {"user", "- ab", "us:er,ait,aient,é,és,ée,ées"},
    {"opter", "- ad", "opt:er,e,ent,ait,aient,é,és,ée,ées,era,eront,erait"},
    {"nier", "- re dé", "ni:er,e,es,ent,ait,aient,é,és,ée,ées,a,era,eront,erait,eraient"},
    {"envoyer", "- r", "envoy:E enverr:F envoi:e,es,ent"},
    {"oyer", "empl dépl nett foudr pl n t", "oy:E oi:L"},
    {"uyer", "app ess enn", "uy:E ui:L"},
    {"ayer", "p ess bal effr bég", "ay:E ai:L"},
    {"jeter", "- re pro", "jet:er,I,ai,a,é,ée,és,ées,èrent jett:L"},
    {"mener", "- a em pro re sur dé mal", "men:A mèn:L"},
    {"lever", "- en re sou pré", "lev:A lèv:ent,erai,era,eront,erait,eraient"},
    {"élever", "-", "élev:A élèv:ent,era,eront,erait,eraient"},
    {"peser", "- sous", "pes:A pès:L"},
    {"geler", "- con dé", "gel:er,ait,aient,é,és,ée,ées gèl:L"},
    {"acheter", "- r", "achet:A achèt:L"},
    {"céder", "- pré ac con suc pro dé ex inter ré", "céd:A cèd:L"},
    {"érer",
        "g consid esp préf sugg diff lib accél récup tol mod ins adh exag coop vén dégén déf conf transf "
        "prolif "
        "énum rémun ingén av ing dig",
        "ér:A èr:L"},
    {"opérer", "- co", "opér:er,I,ai,é,és,ée,ées opèr:L"},
};

struct entry {
    const char *endings;
    struct span before;
    const char *infinitive;
    uint32_t next; /* of the same radical, plus one; 0: none */
};

struct stem_verbs {
    struct vocab radicals;
    uint32_t *first; /* by the number of the radical: its entry, plus one */
    size_t first_cap;
    struct entry *entries;
    size_t n, cap;
    size_t longest;        /* ending, in bytes */
    bool in_ending[0x100]; /* bytes that endings are made of */
};

static struct span next_word(const char **list)
{
    size_t n = strcspn(*list, " ");
    struct span word = span_of(*list, n);
    *list += n + strspn(*list + n, " ");
    return word;
}

static void add_ending_bytes(struct stem_verbs *v, struct span list)
{
    for (size_t i = 0; i < list.len; i++)
        v->in_ending[(unsigned char)list.ptr[i]] = true;
}

static void add_radical(struct stem_verbs *v, const char *infinitive, struct span before, struct span form)
{
    const char *colon = memchr(form.ptr, ':', form.len);
    BUG_IF(!colon);
    struct buf radical = {0};
    if (!span_is(before, "-"))
        buf_add_span(&radical, before);
    buf_add(&radical, form.ptr, (size_t)(colon - form.ptr));
    size_t known = v->radicals.count;
    uint32_t id = vocab_add(&v->radicals, buf_span(&radical));
    buf_release(&radical);
    v->first = mem_grow(v->first, &v->first_cap, (size_t)id + 1, sizeof *v->first);
    v->entries = mem_grow(v->entries, &v->cap, v->n + 1, sizeof *v->entries);
    v->entries[v->n++] = (struct entry){.endings = colon + 1,
        .before = span_is(before, "-") ? span_of("", 0) : before,
        .infinitive = infinitive,
        .next = id == known ? 0 : v->first[id]};
    v->first[id] = (uint32_t)v->n;
    add_ending_bytes(v, span_skip(form, (size_t)(colon + 1 - form.ptr)));
}

struct stem_verbs *stem_verbs_new(void)
{
    enum { RADICALS = 1500 }; /* about as many as there are */
    struct stem_verbs *v = mem_zero(1, sizeof *v);
    vocab_init(&v->radicals);
    vocab_reserve(&v->radicals, RADICALS);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (const char *before = rows[i].before; *before;) {
            struct span one = next_word(&before);
            for (const char *form = rows[i].forms; *form;)
                add_radical(v, rows[i].infinitive, one, next_word(&form));
        }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        add_ending_bytes(v, span_str(endings[i]));
    v->longest = strlen("issaient");
    return v;
}

void stem_verbs_free(struct stem_verbs *v)
{
    if (!v)
        return;
    vocab_release(&v->radicals);
    free(v->first);
    free(v->entries);
    free(v);
}

/* Is the ending in a list, which the blank before the next radical ends? */
static bool has_ending(const char *list, struct span ending)
{
    for (;;) {
        size_t n = strcspn(list, ", ");
        bool set = n == 1 && list[0] >= 'A' && list[0] <= 'Z';
        if (set ? has_ending(endings[list[0] - 'A'], ending) : span_eq(ending, span_of(list, n)))
            return true;
        if (list[n] != ',')
            return false;
        list += n + 1;
    }
}

bool stem_verbs_find(const struct stem_verbs *v, struct buf *out, struct span word)
{
    for (size_t n = 0; n <= v->longest && n < word.len; n++) {
        if (n && !v->in_ending[(unsigned char)word.ptr[word.len - n]])
            break; /* nor is any longer end an ending */
        uint32_t id = vocab_find(&v->radicals, span_head(word, word.len - n));
        if (id == VOCAB_NONE)
            continue;
        struct span ending = span_skip(word, word.len - n);
        for (uint32_t at = v->first[id]; at; at = v->entries[at - 1].next) {
            const struct entry *e = &v->entries[at - 1];
            if (!has_ending(e->endings, ending))
                continue;
            buf_add_span(out, e->before);
            buf_add_str(out, e->infinitive);
            return true;
        }
    }
    return false;
}
