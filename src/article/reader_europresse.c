/* HTML of Europresse (Cision, CEDROM-SNi): of 2018 and after, articles in <article>; before, in tables or in
 * nothing. The classes of what matters have stayed. */
#include "article/date.h"
#include "article/export.h"
#include "article/layout.h"

static const char *const signs[] = {"DocPublicationName", "docOcurrContainer", "titreArticleVisu", NULL};
static const char *const marks[] = {"<article", NULL};

static int bid(const struct reader_look *look)
{
    return export_mentions(look->text, signs) ? 90 : 0;
}

static struct span lines_of(const struct markup_node *n, struct arena *arena)
{
    struct buf text = {0};
    if (n)
        markup_lines(n, &text);
    struct span copy = arena_copy(arena, span_trim(buf_span(&text)));
    buf_release(&text);
    return copy;
}

static struct span first_line(struct span s)
{
    struct span line = span_str("");
    span_line(&s, &line);
    return span_trim(line);
}

static const struct markup_node *any_class(const struct markup_node *top, const char *const *classes)
{
    const struct markup_node *found = NULL;
    for (; *classes && !found; classes++)
        found = markup_find_class(top, *classes);
    return found;
}

#define ANY(top, ...) any_class(top, (const char *const[]){__VA_ARGS__, NULL})

/* « Politique, mardi 9 janvier 2007 295 mots, p. 7 » */
static void read_header(struct span header, struct arena *arena, struct article *out)
{
    struct date date;
    size_t at;
    if (!date_find(header, &date, &at))
        return;
    out->date = date_format(arena, &date);
    struct span before = span_trim(span_head(header, at));
    while (before.len && strchr(",;-", before.ptr[before.len - 1]))
        before = span_trim(span_head(before, before.len - 1));
    out->section = before;
}

/* « Aussi paru dans » and notices stand inside the articles, with dates of their own. */
static bool is_notice(struct span line)
{
    static const char *const beginnings[] = {"Aussi paru dans", "Autre parution", "Également paru",
        "Certificat émis", "Certificate issued", "Cet article est paru dans", "This article appeared in",
        "Also appeared in", "Le présent document est protégé", "All rights reserved", "Tous droits réservés",
        "Visualiser la page", "Ce document est réservé", "©"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (span_starts(line, span_str(beginnings[i])))
            return true;
    return false;
}

static struct span without_notices(struct span text, struct arena *arena)
{
    struct buf kept = {0};
    struct span line;
    bool notice = false;
    while (span_line(&text, &line)) {
        line = span_trim(line);
        bool here = is_notice(line);
        /* « Aussi paru dans » heads a list of papers and days, a line each. */
        struct date date;
        size_t at;
        bool listed = notice && line.len < 120 && date_find(line, &date, &at);
        notice = here || listed;
        if (notice)
            continue;
        buf_add_span(&kept, line);
        buf_add_char(&kept, '\n');
    }
    struct span copy = arena_copy(arena, buf_span(&kept));
    buf_release(&kept);
    return copy;
}

static struct span title_of(const struct markup_node *piece, struct arena *arena)
{
    const struct markup_node *n =
        ANY(piece, "titreArticleVisu", "rdp__articletitle", "TitreArticleVisu", "titreArticle", "TitreArticle");
    if (!n)
        n = markup_find(piece, "h1 h2 h3");
    struct span title = n ? markup_line(n, arena) : span_str("");
    if (title.len == 0 && (n = ANY(piece, "titreArticle")))
        title = markup_line(n, arena);
    return title;
}

/* « news·20070109·LM·0707012 »: the document's name, which stays whoever exports it. */
static struct span id_of(const struct markup_node *piece, struct arena *arena)
{
    const struct markup_node *n = ANY(piece, "publiC-lblNodoc", "DocNumber", "lblNodoc");
    struct span name = n ? markup_line(n, arena) : span_str("");
    const char *at = name.len ? memmem(name.ptr, name.len, "news", 4) : NULL;
    return at ? span_of(at, name.len - (size_t)(at - name.ptr)) : name;
}

static bool read(struct reader *r, const struct markup_node *piece, struct arena *arena, struct article *out)
{
    (void)r;
    const struct markup_node *paper = ANY(piece, "DocPublicationName", "rdp__DocPublicationName");
    const struct markup_node *header = ANY(piece, "DocHeader", "rdp__DocHeader"),
                             *author =
                                 ANY(piece, "docAuthors", "DocAuthors", "docAuteur", "sm-margin-bottomNews");
    const struct markup_node *text = ANY(piece, "docOcurrContainer", "DocText", "docText", "texteArticle");
    out->title = title_of(piece, arena);
    if (!paper && !header && !text)
        return false;
    out->source = first_line(lines_of(paper, arena));
    if (header)
        read_header(markup_line(header, arena), arena, out);
    if (out->date.len == 0 && paper) { /* the day may stand with the paper's name */
        struct article apart = {0};
        read_header(markup_line(paper->parent, arena), arena, &apart);
        out->date = apart.date;
    }
    out->author = author ? markup_line(author, arena) : span_str("");
    out->id = id_of(piece, arena);
    out->text = without_notices(lines_of(text, arena), arena);
    return true;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    static const struct export_kind kind = {marks, "class=\"DocPublicationName", read};
    return export_next(r, &kind, arena, out, more, err);
}

const struct reader_format reader_europresse = {
    .name = "europresse",
    .help = "HTML export of Europresse, many articles a file",
    .bid = bid,
    .open = export_open,
    .next = next,
    .close = export_close,
};
