#include "store/schema.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <strings.h>

static const struct schema_field fields[FIELD_COUNT] = {
    {FIELD_TEXT, FIELD_KIND_TEXT, "text", "texte text", "", -1, "texte:amazon",
        "words of the title and the text"},
    {FIELD_TITLE, FIELD_KIND_TEXT, "title", "titre title", "S", -1, "titre:infrastructure",
        "words of the title"},
    {FIELD_DATE, FIELD_KIND_DATE, "date", "date", "", SLOT_DATE, "date:2025-11",
        "a year, a month, a day or a range"},
    {FIELD_SOURCE, FIELD_KIND_WORDS, "source", "source journal", "XS", SLOT_SOURCE, "source:\"Le Monde\"",
        "words of the newspaper's or the site's name"},
    {FIELD_AUTHOR, FIELD_KIND_WORDS, "author", "auteur author", "A", SLOT_AUTHOR, "auteur:martin",
        "words of the author's name"},
    {FIELD_SECTION, FIELD_KIND_WORDS, "section", "rubrique section", "XR", SLOT_SECTION, "rubrique:économie",
        "words of the section's name"},
    {FIELD_ID, FIELD_KIND_KEPT, "id", "", "", -1, "", "the stable name of the article"},
    {FIELD_PATH, FIELD_KIND_WORDS, "path", "chemin path", "XP", -1, "chemin:2025", "words of the file's path"},
    {FIELD_URL, FIELD_KIND_WORDS, "url", "url", "XU", -1, "url:example.org", "words of the address"},
    {FIELD_LANGUAGE, FIELD_KIND_WHOLE, "language", "langue language", "L", -1, "langue:fr",
        "the language's code"},
    {FIELD_FORMAT, FIELD_KIND_WHOLE, "format", "format", "XT", -1, "format:markdown",
        "the format it was read from"},
};

const struct schema_field *schema_field(enum field field)
{
    return &fields[field];
}

const struct schema_field *schema_find(struct span name)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        for (const char *s = fields[i].names; *s;) {
            size_t n = strcspn(s, " ");
            if (n == name.len && !strncasecmp(s, name.ptr, n))
                return &fields[i];
            s += n + strspn(s + n, " ");
        }
    }
    return NULL;
}

void schema_whole_term(struct buf *out, const char *prefix, struct span value)
{
    enum { LONGEST = 200 };
    buf_add_str(out, prefix);
    buf_add_span(out, utf8_head(value, LONGEST));
    if (value.len > LONGEST)
        buf_printf(out, "%016" PRIx64, hash_span(value));
}
