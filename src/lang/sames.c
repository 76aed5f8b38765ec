#include "lang/sames.h"

/* By their forms, in the order of their first letters. */
static const struct same sames[] = {
    {"centimetres", "cm", SAME_IN_TEXT},
    {"cinquieme", "5e", SAME_ANYWHERE},
    {"cm", "centimètres", SAME_AFTER_NUMBER},
    {"deuxieme", "2e", SAME_ANYWHERE},
    {"deuxiemes", "2e", SAME_ANYWHERE},
    {"dixieme", "10e", SAME_ANYWHERE},
    {"douzieme", "12e", SAME_ANYWHERE},
    {"h", "heures", SAME_AFTER_NUMBER},
    {"ha", "hectares", SAME_AFTER_NUMBER},
    {"hectare", "ha", SAME_IN_TEXT},
    {"hectares", "ha", SAME_IN_TEXT},
    {"heure", "h", SAME_IN_TEXT},
    {"heures", "h", SAME_IN_TEXT},
    {"huitieme", "8e", SAME_ANYWHERE},
    {"kg", "kilos", SAME_AFTER_NUMBER},
    {"kilo", "kg", SAME_IN_TEXT},
    {"kilogramme", "kilo", SAME_ANYWHERE},
    {"kilogrammes", "kilos", SAME_ANYWHERE},
    {"kilometre", "km", SAME_IN_TEXT},
    {"kilometres", "km", SAME_IN_TEXT},
    {"kilos", "kg", SAME_IN_TEXT},
    {"km", "kilomètres", SAME_AFTER_NUMBER},
    {"min", "minutes", SAME_AFTER_NUMBER},
    {"minutes", "min", SAME_IN_TEXT},
    {"mn", "minutes", SAME_AFTER_NUMBER},
    {"neuvieme", "9e", SAME_ANYWHERE},
    {"no", "numéro", SAME_BEFORE_NUMBER},
    {"onzieme", "11e", SAME_ANYWHERE},
    {"premier", "1er", SAME_ANYWHERE},
    {"premiere", "1er", SAME_ANYWHERE},
    {"premieres", "1er", SAME_ANYWHERE},
    {"premiers", "1er", SAME_ANYWHERE},
    {"quatorzieme", "14e", SAME_ANYWHERE},
    {"quatrieme", "4e", SAME_ANYWHERE},
    {"quinzieme", "15e", SAME_ANYWHERE},
    {"second", "2e", SAME_ANYWHERE},
    {"seconde", "2e", SAME_ANYWHERE},
    {"seizieme", "16e", SAME_ANYWHERE},
    {"septieme", "7e", SAME_ANYWHERE},
    {"sixieme", "6e", SAME_ANYWHERE},
    {"st", "saint", SAME_NAME},
    {"ste", "sainte", SAME_NAME},
    {"treizieme", "13e", SAME_ANYWHERE},
    {"troisieme", "3e", SAME_ANYWHERE},
    {"troisiemes", "3e", SAME_ANYWHERE},
    {"vingtieme", "20e", SAME_ANYWHERE},
};

/* Centuries, republics, districts: as far as newspapers count in Roman figures. */
static const struct same romans[] = {
    {"IIe", "2e", SAME_ANYWHERE},
    {"IIIe", "3e", SAME_ANYWHERE},
    {"IVe", "4e", SAME_ANYWHERE},
    {"Ve", "5e", SAME_ANYWHERE},
    {"VIe", "6e", SAME_ANYWHERE},
    {"VIIe", "7e", SAME_ANYWHERE},
    {"VIIIe", "8e", SAME_ANYWHERE},
    {"IXe", "9e", SAME_ANYWHERE},
    {"Xe", "10e", SAME_ANYWHERE},
    {"XIe", "11e", SAME_ANYWHERE},
    {"XIIe", "12e", SAME_ANYWHERE},
    {"XIIIe", "13e", SAME_ANYWHERE},
    {"XIVe", "14e", SAME_ANYWHERE},
    {"XVe", "15e", SAME_ANYWHERE},
    {"XVIe", "16e", SAME_ANYWHERE},
    {"XVIIe", "17e", SAME_ANYWHERE},
    {"XVIIIe", "18e", SAME_ANYWHERE},
    {"XIXe", "19e", SAME_ANYWHERE},
    {"XXe", "20e", SAME_ANYWHERE},
    {"XXIe", "21e", SAME_ANYWHERE},
    {"XXIIe", "22e", SAME_ANYWHERE},
};

const struct same *sames_find(struct span form)
{
    size_t n = sizeof sames / sizeof *sames, i = 0;
    if (form.len == 0 || form.len > strlen("quatorzieme") || !strchr("cdhkmnopqstv", form.ptr[0]))
        return NULL;
    while (i < n && sames[i].form[0] < form.ptr[0])
        i++;
    for (; i < n && sames[i].form[0] == form.ptr[0]; i++)
        if (span_is(form, sames[i].form))
            return &sames[i];
    return NULL;
}

static const struct same *find_roman(struct span exact)
{
    size_t n = 0;
    while (n < exact.len && memchr("IVX", exact.ptr[n], 3))
        n++;
    struct span figures = span_head(exact, n);
    struct span rest = span_skip(exact, figures.len);
    if (figures.len == 0 || !(span_is(rest, "e") || span_is(rest, "ème") || span_is(rest, "ᵉ")))
        return NULL;
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++)
        if (span_starts(span_str(romans[i].form), figures) && strlen(romans[i].form) == figures.len + 1)
            return &romans[i];
    return NULL;
}

const struct same *sames_of(const struct word *word)
{
    if (word->exact.len && memchr("IVX", word->exact.ptr[0], 3))
        return find_roman(word->exact);
    const struct same *same = sames_find(word->form);
    return same && same->where == SAME_NAME && !(word->flags & WORD_CAPITAL) ? NULL : same;
}
