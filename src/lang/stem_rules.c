#include "lang/stem_rules.h"

struct ending {
    struct span from;
    const char *to;
    size_t letters; /* that the word has at least */
};

static size_t letters_of(struct span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return n;
}

static const struct ending *find_ending(const struct ending *endings, size_t n, struct span word)
{
    char last = word.ptr[word.len - 1];
    for (size_t i = 0; i < n; i++)
        if (last == endings[i].from.ptr[endings[i].from.len - 1] && span_ends(word, endings[i].from) &&
            letters_of(word) >= endings[i].letters)
            return &endings[i];
    return NULL;
}

#define FIND_ENDING(endings, word) find_ending(endings, sizeof(endings) / sizeof *(endings), word)

static void replace_end(struct buf *out, const struct ending *e)
{
    out->len -= e->from.len;
    buf_add_str(out, e->to);
}

/* ---- Number and gender ----------------------------------------------------------------------------------- */

static const struct ending plurals[] = {
    {SPAN_LIT("eaux"), "eau", 5},
    {SPAN_LIT("aux"), "al", 5},
    {SPAN_LIT("oux"), "ou", 4},
    {SPAN_LIT("eux"), "eu", 4},
    {SPAN_LIT("ss"), "ss", 1},
    {SPAN_LIT("s"), "", 4},
};

/* Feminine and masculine get one ending; -eur and -eux share -eu, which chercheuse and heureuse cannot tell. */
static const struct ending genders[] = {
    {SPAN_LIT("euse"), "eu", 6},
    {SPAN_LIT("trice"), "teu", 7},
    {SPAN_LIT("eure"), "eu", 7},
    {SPAN_LIT("eur"), "eu", 5},
    {SPAN_LIT("ive"), "if", 6},
    {SPAN_LIT("aise"), "ai", 7},
    {SPAN_LIT("oise"), "oi", 7},
    {SPAN_LIT("ale"), "al", 5},
    {SPAN_LIT("elle"), "el", 7},
    {SPAN_LIT("enne"), "en", 6},
    {SPAN_LIT("ière"), "i", 6},
    {SPAN_LIT("iere"), "i", 6},
    {SPAN_LIT("ier"), "i", 5},
    {SPAN_LIT("ie"), "i", 6},
    {SPAN_LIT("asse"), "ass", 7},
    {SPAN_LIT("eu"), "eu", 3},
    {SPAN_LIT("ou"), "ou", 3},
    {SPAN_LIT("if"), "if", 4},
    {SPAN_LIT("ai"), "ai", 3},
    {SPAN_LIT("oi"), "oi", 3},
    {SPAN_LIT("al"), "al", 4},
    {SPAN_LIT("el"), "el", 3},
    {SPAN_LIT("en"), "en", 4},
    {SPAN_LIT("eau"), "eau", 3},
    {SPAN_LIT("a"), "a", 1},
    {SPAN_LIT("que"), "qu", 6},
};

/* Verbs that look like an end above. */
static const struct ending verbs[] = {
    {SPAN_LIT("era"), "", 6},
    {SPAN_LIT("ira"), "", 6},
    {SPAN_LIT("erai"), "", 7},
    {SPAN_LIT("irai"), "", 7},
};

/* The mark that keeps a consonant soft before -a goes: mangeait is as parlait. */
static const struct ending soft[] = {
    {SPAN_LIT("geait"), "gait", 6},
    {SPAN_LIT("geaient"), "gaient", 8},
    {SPAN_LIT("çait"), "cait", 5},
    {SPAN_LIT("çaient"), "caient", 7},
    {SPAN_LIT("ça"), "ca", 5},
    {SPAN_LIT("gea"), "ga", 5},
};

/* Verbs in -ment: of -iment, -ament and -rment all but these nouns. */
static const char *const not_verbs[] = {"aliment", "bâtiment", "boniment", "ciment", "compliment", "condiment",
    "détriment", "piment", "régiment", "rudiment", "sédiment", "sentiment", "ressentiment", "assentiment",
    "liniment", "médicament", "testament", "tempérament", "firmament", "ligament", "filament", "fondament",
    "linéament", "ferment", "serment", "sarment", "tourment", "parliament"};

/* -ent is the plural of a verb but in these, and behind -m-. */
static const char *const not_plural[] = {"président", "client", "argent", "talent", "parent", "agent",
    "accident", "orient", "occident", "patient", "quotient", "récipient", "ingrédient", "inconvénient",
    "expédient", "récent", "innocent", "décent", "indécent", "adolescent", "accent", "incandescent", "réticent",
    "incident", "évident", "prudent", "imprudent", "résident", "précédent", "excédent", "antécédent",
    "dissident", "confident", "strident", "urgent", "intelligent", "exigent", "contingent", "négligent",
    "divergent", "convergent", "indulgent", "détergent", "sergent", "violent", "excellent", "insolent",
    "équivalent", "somnolent", "opulent", "virulent", "turbulent", "continent", "permanent", "imminent",
    "éminent", "pertinent", "proéminent", "fréquent", "conséquent", "subséquent", "éloquent", "délinquent",
    "concurrent", "différent", "indifférent", "cohérent", "incohérent", "adhérent", "apparent", "transparent",
    "torrent", "récurrent", "inhérent", "absent", "présent", "consent", "content", "mécontent", "compétent",
    "incompétent", "impotent", "latent", "patent", "pénitent", "intermittent", "prétent", "souvent", "couvent",
    "auvent", "paravent", "fervent", "solvent", "convent", "affluent", "influent", "effluent", "confluent",
    "escient", "conscient", "inconscient", "efficient", "déficient", "coefficient", "omniscient", "ambivalent",
    "polyvalent", "prévalent", "gradient", "ascendent", "serpent", "arpent", "régent", "tangent", "indigent",
    "astringent", "émergent", "diligent", "intransigent", "adjacent", "immanent", "décadent", "impudent",
    "ardent", "trident", "polent", "relent", "indolent", "corpulent", "truculent", "pulvérulent", "déférent",
    "référent", "belligérent", "afférent", "vincent", "laurent", "florent", "clement", "gent", "vent", "lent",
    "dent", "cent", "pourcent", "advent", "événement", "évent"};

/* Endings that make another word. */
static const struct ending derived[] = {
    {SPAN_LIT("iste"), "ist", 6},
    {SPAN_LIT("isme"), "ism", 6},
    {SPAN_LIT("isse"), "iss", 6},
    {SPAN_LIT("ance"), "anc", 6},
    {SPAN_LIT("ence"), "enc", 6},
    {SPAN_LIT("able"), "abl", 6},
    {SPAN_LIT("ible"), "ibl", 6},
    {SPAN_LIT("ité"), "it", 6},
    {SPAN_LIT("ant"), "ant", 6},
    {SPAN_LIT("ante"), "ant", 7},
    {SPAN_LIT("logie"), "logi", 7},
    {SPAN_LIT("graphie"), "graphi", 9},
};

/* confirment, réclament, but not sentiment. */
static bool is_verb_in_ment(struct span word)
{
    bool may = span_ends(word, span_str("iment")) || span_ends(word, span_str("ament")) ||
               span_ends(word, span_str("rment"));
    for (size_t i = 0; may && i < sizeof not_verbs / sizeof *not_verbs; i++)
        may = !span_is(word, not_verbs[i]);
    return may;
}

/* votent is vote; investissent and votaient Snowball knows. */
static bool is_plural_verb(struct span word)
{
    if (letters_of(word) < 6 || !span_ends(word, span_str("ent")) ||
        (span_ends(word, span_str("ment")) && !is_verb_in_ment(word)) || span_ends(word, span_str("issent")) ||
        span_ends(word, span_str("aient")) || span_ends(word, span_str("èrent")))
        return false;
    for (size_t i = 0; i < sizeof not_plural / sizeof *not_plural; i++)
        if (word.ptr[0] == not_plural[i][0] && word.ptr[1] == not_plural[i][1] && span_is(word, not_plural[i]))
            return false;
    return true;
}

bool stem_inflection(struct buf *out, struct span word)
{
    size_t start = out->len;
    buf_add_span(out, word);
    if (letters_of(word) < 4)
        return true;
    const struct ending *e = FIND_ENDING(soft, word);
    if (e) {
        replace_end(out, e);
        return false;
    }
    e = FIND_ENDING(plurals, word);
    if (e)
        replace_end(out, e);
    else if (is_plural_verb(word))
        out->len -= strlen("nt");
    struct span one = span_skip(buf_span(out), start);
    if (FIND_ENDING(verbs, one))
        return false;
    e = FIND_ENDING(genders, one);
    if (!e)
        e = FIND_ENDING(derived, one);
    if (!e)
        return letters_of(one) < 4;
    replace_end(out, e);
    return true;
}

/* ---- Snowball's stem, or none ---------------------------------------------------------------------------- */

/* Nouns that Snowball takes for forms of a verb: its stem stands where it is so long that the verb is hardly
 * another word (licenciement, licencier). */
static const struct ending nouns[] = {
    {SPAN_LIT("tion"), "", 8},
    {SPAN_LIT("sion"), "", 8},
    {SPAN_LIT("ment"), "", 7},
};

/* What a short stem lost, and what it gets back: the infinitive's -e or -i. */
static bool is_among(struct span s, const char *list)
{
    while (*list) {
        size_t n = strcspn(list, " ");
        if (n == s.len && !memcmp(list, s.ptr, n))
            return true;
        list += n + strspn(list + n, " ");
    }
    return false;
}

enum { SHORT = 4 };

void stem_choose(struct buf *out, struct span word, struct span snowball)
{
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        if (!span_ends(word, nouns[i].from))
            continue;
        bool same = letters_of(snowball) >= nouns[i].letters;
        buf_add_span(out, same ? snowball : word);
        if (same && span_ends(word, span_str("issement")))
            buf_add_str(out, "ir"); /* as stem_verbs.c has accomplir */
        return;
    }
    if (letters_of(snowball) > SHORT || !span_starts(word, snowball) || word.len == snowball.len) {
        bool lost = letters_of(snowball) <= 3 && letters_of(word) > letters_of(snowball) + 1;
        buf_add_span(out, lost ? word : snowball);
        return;
    }
    struct span rest = span_skip(word, snowball.len);
    if (letters_of(snowball) >= 3 &&
        is_among(rest, "er ez é ée ent a ait aient era eront erait eraient èrent erons ons")) {
        buf_add_span(out, snowball);
        buf_add_char(out, 'e');
    } else if (letters_of(snowball) >= 3 &&
               is_among(rest, "ir it issent issait issaient ira iront irait irent")) {
        buf_add_span(out, snowball);
        buf_add_char(out, 'i');
    } else {
        buf_add_span(out, word); /* port and porte are two */
    }
}
