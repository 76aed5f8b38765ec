/* A list is what runs are made of: under one key, an item for each document that has one, in the order of the
 * documents. Its bytes: the first item, then (uint gap between documents - 1, item) again and again, so lists
 * of one key over ascending ranges of documents are joined by a gap between them.
 *
 *   stream      key                                   item
 *   postings    term as a sort_string                 uint wdf
 *               00 e0                                 uint document length
 *               00 d8, uint slot                      string value
 *   positions   term as a sort_string                 string of the packed positions
 *
 * Keys begin as those of the table do and come in its order. A stream's lists have ascending keys; each is a
 * head (the key without what it shares with the one before) and the items. */
#ifndef GLASS_GLASS_LIST_H
#define GLASS_GLASS_LIST_H

#include "glass/glass_pack.h"
#include "glass/glass_spill.h"

struct glass_list {
    uint32_t documents;
    uint64_t frequency; /* sum of wdf; 0 for others than terms */
    uint32_t first, last;
    uint64_t length; /* bytes of the items */
};

enum { GLASS_LIST_HEAD_MAX = 2 + GLASS_KEY_MAX + 5 * GLASS_UINT_MAX };

/* Writes lists to a stream. */
struct glass_list_out {
    struct glass_spill_out spill;
    char key[GLASS_KEY_MAX]; /* of the list before */
    size_t key_len;
};

/* The head; the items follow by glass_spill_out_add. */
enum limier_status glass_list_out_begin(
    struct glass_list_out *out, struct span key, const struct glass_list *list, struct limier_error *err);
enum limier_status glass_list_out_end(
    struct glass_list_out *out, struct glass_stream *stream, struct limier_error *err);

/* Reads lists from a stream. */
struct glass_list_in {
    struct glass_spill_in spill; /* at the items once a head was read */
    struct glass_list list;
    char key[GLASS_KEY_MAX + 8];
    size_t key_len;
    uint64_t prefix; /* the first eight bytes of the key, big-endian, zeros behind a shorter one */
};

/* Reads the next head; *more is false at the end of the stream. */
enum limier_status glass_list_in_next(struct glass_list_in *in, bool *more, struct limier_error *err);

#endif
