/* Plain text: one article a file. */
#include "article/layout.h"
#include "article/reader.h"

#include <strings.h>

/* Pages and feeds are no prose: their tags would be indexed as words. */
static bool is_markup(struct span text)
{
    static const char *const beginnings[] = {"<!doctype", "<html", "<?xml", "<rss", "<feed", "<rdf", "<tei"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t n = strlen(beginnings[i]);
        if (text.len >= n && strncasecmp(text.ptr, beginnings[i], n) == 0)
            return true;
    }
    return false;
}

static int bid(const struct reader_look *look)
{
    return is_markup(look->text) ? 0 : 1;
}

static enum limier_status next(
    struct reader *r, struct arena *arena, struct article *out, bool *more, struct limier_error *err)
{
    if (r->state) {
        *more = false;
        return LIMIER_OK;
    }
    r->state = r; /* the one article was given */
    struct arena scratch;
    arena_init(&scratch);
    struct span text;
    enum limier_status status = reader_all(r, &scratch, &text, err);
    if (status == LIMIER_OK) {
        out->text = layout_prose(arena, text, &out->title);
        reader_date_from_text(r, arena, out);
        reader_date_from_name(r, arena, out);
        if (out->text.len == 0)
            status = error_set(err, LIMIER_INPUT, "empty");
    }
    if (status != LIMIER_OK)
        *more = false;
    arena_release(&scratch);
    return status;
}

const struct reader_format reader_text = {
    .name = "text",
    .help = "plain text, one article a file",
    .bid = bid,
    .next = next,
};
