#include "lang/stem_rules.h"

struct ending {
    const char *from, *to;
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
    size_t letters = letters_of(word);
    char last = word.ptr[word.len - 1];
    for (size_t i = 0; i < n; i++)
        if (last == endings[i].from[strlen(endings[i].from) - 1] && letters >= endings[i].letters &&
            span_ends(word, span_str(endings[i].from)))
            return &endings[i];
    return NULL;
}

#define FIND_ENDING(endings, word) find_ending(endings, sizeof(endings) / sizeof *(endings), word)

static void replace_end(struct buf *out, const struct ending *e)
{
    out->len -= strlen(e->from);
    buf_add_str(out, e->to);
}

/* ---- Number and gender ----------------------------------------------------------------------------------- */

static const struct ending plurals[] = {
    {"eaux", "eau", 5},
    {"aux", "al", 5},
    {"oux", "ou", 4},
    {"eux", "eu", 4},
    {"ss", "ss", 1},
    {"s", "", 4},
};

/* Feminine and masculine get one ending; -eur and -eux share -eu, which chercheuse and heureuse cannot tell. */
static const struct ending genders[] = {
    {"euse", "eu", 6},
    {"trice", "teu", 7},
    {"eure", "eu", 7},
    {"eur", "eu", 5},
    {"ive", "if", 6},
    {"aise", "ai", 7},
    {"oise", "oi", 7},
    {"ale", "al", 5},
    {"elle", "el", 7},
    {"enne", "en", 6},
    {"ière", "i", 6},
    {"iere", "i", 6},
    {"ier", "i", 5},
    {"ie", "i", 6},
    {"asse", "ass", 7},
    {"eu", "eu", 3},
    {"ou", "ou", 3},
    {"if", "if", 4},
    {"ai", "ai", 3},
    {"oi", "oi", 3},
    {"al", "al", 4},
    {"el", "el", 3},
    {"en", "en", 4},
    {"eau", "eau", 3},
    {"a", "a", 1},
    {"que", "qu", 6},
};

/* Verbs that look like an end above. */
static const struct ending verbs[] = {
    {"era", "", 6},
    {"ira", "", 6},
    {"erai", "", 7},
    {"irai", "", 7},
};

/* The mark that keeps a consonant soft before -a goes: mangeait is as parlait. */
static const struct ending soft[] = {
    {"geait", "gait", 6},
    {"geaient", "gaient", 8},
    {"çait", "cait", 5},
    {"çaient", "caient", 7},
    {"ça", "ca", 5},
    {"gea", "ga", 5},
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
    {"iste", "ist", 6},
    {"isme", "ism", 6},
    {"isse", "iss", 6},
    {"ance", "anc", 6},
    {"ence", "enc", 6},
    {"able", "abl", 6},
    {"ible", "ibl", 6},
    {"ité", "it", 6},
    {"ant", "ant", 6},
    {"ante", "ant", 7},
    {"logie", "logi", 7},
    {"graphie", "graphi", 9},
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
    {"tion", "", 8},
    {"sion", "", 8},
    {"ment", "", 7},
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
        if (!span_ends(word, span_str(nouns[i].from)))
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
