/* HTML of LexisNexis, as its academic and press databases exported it: articles stand between comments,
 * « <DOC NUMBER=12> <DOCFULL> », their fields are lines, the later ones with labels in the export's language.
 */
#include "article/date.h"
#include "article/export.h"
#include "article/layout.h"

#include <strings.h>

static const char *const marks[] = {"<DOC NUMBER=", NULL};

static int bid(const struct reader_look *look)
{
    return export_mentions(look->text, marks) ? 95 : 0;
}

enum label { AUTHOR, SECTION, LENGTH, HEADLINE, LEAD, LANGUAGE, END, OTHER, NONE };

static const struct {
    const char *text;
    enum label label;
} labels[] = {
    {"AUTEUR:", AUTHOR},
    {"AUTEURS:", AUTHOR},
    {"BYLINE:", AUTHOR},
    {"AUTHOR:", AUTHOR},
    {"RUBRIQUE:", SECTION},
    {"SECTION:", SECTION},
    {"LONGUEUR:", LENGTH},
    {"LENGTH:", LENGTH},
    {"TITRE:", HEADLINE},
    {"HEADLINE:", HEADLINE},
    {"ENCART:", LEAD},
    {"HIGHLIGHT:", LEAD},
    {"LANGUE:", LANGUAGE},
    {"LANGUAGE:", LANGUAGE},
    {"DATE-CHARGEMENT:", END},
    {"LOAD-DATE:", END},
    {"TYPE-PUBLICATION:", END},
    {"PUBLICATION-TYPE:", END},
    {"DOCUMENT-TYPE:", END},
    {"CODE-REVUE:", END},
    {"JOURNAL-CODE:", END},
    {"ILLUSTRATION:", OTHER},
    {"GRAPHIC:", OTHER},
    {"DATELINE:", OTHER},
    {"ORIGINE-DEPECHE:", OTHER},
    {"Copyright ", END},
    {"All Rights Reserved", END},
    {"Tous droits réservés", END},
};

/* The label of a line, which is taken off it. */
static enum label take_label(struct span *line)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct span text = span_str(labels[i].text);
        if (!span_starts(*line, text))
            continue;
        *line = span_trim(span_skip(*line, text.len));
        return labels[i].label;
    }
    return NONE;
}

/* « 12 of 500 DOCUMENTS » */
static bool is_counter(struct span line)
{
    return span_ends(line, span_str(" DOCUMENTS")) && line.len < 40;
}

struct fields {
    struct article *out;
    struct span before; /* the line before the one being read */
    bool dated, in_text, over;
    struct buf text;
};

/* « Édition du matin », between the day and the title. */
static bool is_edition(struct span line)
{
    return line.len < 40 && memmem(line.ptr, line.len, "dition", 6);
}

static void read_line(struct fields *f, struct span line, struct arena *arena)
{
    struct article *out = f->out;
    struct date date;
    size_t at;
    enum label label = take_label(&line);
    switch (label) {
    case AUTHOR: out->author = line; return;
    case SECTION: {
        const char *page = memchr(line.ptr, ';', line.len);
        out->section = page ? span_head(line, (size_t)(page - line.ptr)) : line;
        return;
    }
    case HEADLINE: out->title = line; return;
    case LANGUAGE: out->language = export_language(line); return;
    case LENGTH: f->in_text = true; return;
    case END: f->over = f->over || f->in_text; return;
    case OTHER: return;
    case LEAD:
    case NONE: break;
    }
    if (f->over)
        return;
    if (!f->dated && date_find(line, &date, &at) && at < 20) {
        out->date = date_format(arena, &date);
        out->source = f->before;
        f->dated = true;
    } else if (f->in_text || label == LEAD) {
        buf_add_span(&f->text, line);
        buf_add_char(&f->text, '\n');
    } else if (f->dated && out->title.len == 0 && !is_edition(line)) {
        out->title = line;
    }
    f->before = line;
}

static bool read(struct reader *r, const struct markup_node *piece, struct arena *arena, struct article *out)
{
    (void)r;
    struct buf lines = {0};
    markup_lines(piece, &lines);
    struct fields f = {.out = out, .before = span_str("")};
    struct span all = arena_copy(arena, buf_span(&lines)), line;
    while (span_line(&all, &line)) {
        line = span_trim(line);
        if (line.len && !is_counter(line))
            read_line(&f, line, arena);
    }
    out->text = arena_copy(arena, buf_span(&f.text));
    buf_release(&f.text);
    buf_release(&lines);
    return out->title.len || out->text.len;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    static const struct export_kind kind = {marks, NULL, read};
    return export_next(r, &kind, arena, out, more, err);
}

const struct reader_format reader_nexis = {
    .name = "nexis",
    .help = "HTML export of LexisNexis, many articles a file",
    .bid = bid,
    .open = export_open,
    .next = next,
    .close = export_close,
};
