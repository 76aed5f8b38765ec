#include "glass/glass_documents.h"

#include "glass/glass_merge.h"

enum { BUFFER = 256 * 1024 };

/* ---- By document -------------------------------------------------------------------------------------- */

/* The string at the front of what in holds, which stays valid until the next read. */
static enum limier_status next_string(struct glass_spill_in *in, struct span *string, struct limier_error *err)
{
    enum limier_status status = glass_spill_in_need(in, GLASS_UINT_MAX, err);
    if (status != LIMIER_OK)
        return status;
    uint64_t len;
    size_t head = (size_t)(glass_get_uint(in->pos, &len) - in->pos);
    status = glass_spill_in_need(in, head + len, err);
    *string = span_of(in->pos + head, len);
    in->pos += head + len;
    return status;
}

typedef enum limier_status add_record(
    struct glass_table *t, struct glass_spill_in *in, struct span key, struct limier_error *err);

static enum limier_status add_termlist(
    struct glass_table *t, struct glass_spill_in *in, struct span key, struct limier_error *err)
{
    struct span tag;
    enum limier_status status = next_string(in, &tag, err);
    if (status == LIMIER_OK)
        status = glass_table_add(t, key, tag, err);
    if (status == LIMIER_OK)
        status = next_string(in, &tag, err);
    if (status != LIMIER_OK || tag.len == 0)
        return status;
    char slots_key[GLASS_SORT_UINT_MAX + 1];
    *glass_put_bytes(slots_key, key) = '\0';
    return glass_table_add(t, span_of(slots_key, key.len + 1), tag, err);
}

static enum limier_status add_data(
    struct glass_table *t, struct glass_spill_in *in, struct span key, struct limier_error *err)
{
    struct span tag;
    enum limier_status status = next_string(in, &tag, err);
    return status == LIMIER_OK ? glass_table_add(t, key, tag, err) : status;
}

/* Runs come in the order of their documents, so do the records of a stream. */
static enum limier_status write_records(struct glass_table *t, struct glass_spill *spill,
    const struct glass_runs *runs, enum glass_stream_name name, add_record *add, struct limier_error *err)
{
    enum limier_status status = LIMIER_OK;
    for (size_t i = 0; i < runs->count && status == LIMIER_OK; i++) {
        struct glass_spill_in in;
        glass_spill_in_init(&in, spill, &runs->items[i].stream[name], BUFFER);
        for (;;) {
            status = glass_spill_in_need(&in, GLASS_UINT_MAX, err);
            if (status != LIMIER_OK || in.pos == in.end)
                break;
            uint64_t number;
            in.pos = glass_get_uint(in.pos, &number);
            char key[GLASS_SORT_UINT_MAX], *end = glass_put_sort_uint(key, (uint32_t)number);
            status = add(t, &in, span_of(key, (size_t)(end - key)), err);
            if (status != LIMIER_OK)
                break;
        }
        glass_spill_in_release(&in);
    }
    return status;
}

enum limier_status glass_termlist_write(
    struct glass_table *t, struct glass_spill *spill, const struct glass_runs *runs, struct limier_error *err)
{
    return write_records(t, spill, runs, GLASS_TERMLISTS, add_termlist, err);
}

enum limier_status glass_docdata_write(
    struct glass_table *t, struct glass_spill *spill, const struct glass_runs *runs, struct limier_error *err)
{
    return write_records(t, spill, runs, GLASS_DATA, add_data, err);
}

/* ---- Positions ---------------------------------------------------------------------------------------- */

/* The items of one part. key holds the term and the 00 behind it; the document's number goes to number_at. */
static enum limier_status add_positions(
    struct glass_table *t, struct glass_list_in *part, char *key, char *number_at, struct limier_error *err)
{
    struct glass_spill_in *in = &part->spill;
    uint32_t number = part->list.first;
    for (uint32_t i = 0; i < part->list.documents; i++) {
        enum limier_status status = glass_spill_in_need(in, 2 * GLASS_UINT_MAX, err);
        if (status != LIMIER_OK)
            return status;
        uint64_t gap, len;
        if (i) {
            in->pos = glass_get_uint(in->pos, &gap);
            number += (uint32_t)gap + 1;
        }
        in->pos = glass_get_uint(in->pos, &len);
        status = glass_spill_in_need(in, len, err);
        if (status != LIMIER_OK)
            return status;
        char *end = glass_put_sort_uint(number_at, number);
        status = glass_table_add(t, span_of(key, (size_t)(end - key)), span_of(in->pos, len), err);
        if (status != LIMIER_OK)
            return status;
        in->pos += len;
    }
    return LIMIER_OK;
}

enum limier_status glass_position_write(struct glass_table *t, struct glass_spill *spill,
    const struct glass_runs *runs, size_t memory, struct limier_error *err)
{
    struct glass_merge m;
    enum limier_status status = glass_merge_init(&m, spill, runs, GLASS_POSITIONS, memory, err);
    while (status == LIMIER_OK) {
        bool more;
        status = glass_merge_next(&m, &more, err);
        if (status != LIMIER_OK || !more)
            break;
        char key[GLASS_KEY_MAX + GLASS_SORT_UINT_MAX];
        char *p = glass_put_bytes(key, m.key);
        *p++ = '\0';
        for (size_t i = 0; i < m.nparts && status == LIMIER_OK; i++)
            status = add_positions(t, m.parts[i], key, p, err);
    }
    glass_merge_release(&m);
    return status;
}
