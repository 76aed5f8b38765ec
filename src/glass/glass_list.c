#include "glass/glass_list.h"

#include <endian.h>

enum limier_status glass_list_out_begin(
    struct glass_list_out *out, struct span key, const struct glass_list *list, struct limier_error *err)
{
    size_t shared = 0;
    while (shared < key.len && shared < out->key_len && key.ptr[shared] == out->key[shared])
        shared++;
    char head[GLASS_LIST_HEAD_MAX], *p = head;
    *p++ = (char)shared;
    *p++ = (char)(key.len - shared);
    p = glass_put_bytes(p, span_skip(key, shared));
    p = glass_put_uint(p, list->documents);
    p = glass_put_uint(p, list->frequency);
    p = glass_put_uint(p, list->first);
    p = glass_put_uint(p, list->last - list->first);
    p = glass_put_uint(p, list->length);
    memcpy(out->key + shared, key.ptr + shared, key.len - shared);
    out->key_len = key.len;
    return glass_spill_out_add(&out->spill, span_of(head, (size_t)(p - head)), err);
}

enum limier_status glass_list_out_end(
    struct glass_list_out *out, struct glass_stream *stream, struct limier_error *err)
{
    out->key_len = 0;
    return glass_spill_out_end(&out->spill, stream, err);
}

enum limier_status glass_list_in_next(struct glass_list_in *in, bool *more, struct limier_error *err)
{
    enum limier_status status = glass_spill_in_need(&in->spill, GLASS_LIST_HEAD_MAX, err);
    *more = in->spill.pos < in->spill.end;
    if (status != LIMIER_OK || !*more)
        return status;
    const char *p = in->spill.pos;
    size_t shared = (unsigned char)*p++, rest = (unsigned char)*p++;
    memcpy(in->key + shared, p, rest);
    p += rest;
    in->key_len = shared + rest;
    memset(in->key + in->key_len, 0, 8);
    memcpy(&in->prefix, in->key, 8);
    in->prefix = be64toh(in->prefix);

    uint64_t documents, first, span;
    p = glass_get_uint(p, &documents);
    p = glass_get_uint(p, &in->list.frequency);
    p = glass_get_uint(p, &first);
    p = glass_get_uint(p, &span);
    in->spill.pos = glass_get_uint(p, &in->list.length);
    in->list.documents = (uint32_t)documents;
    in->list.first = (uint32_t)first;
    in->list.last = (uint32_t)(first + span);
    return LIMIER_OK;
}
