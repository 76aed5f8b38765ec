/* A bulk load in the making: articles go in, batches of them are composed and inverted by several threads, and
 * the whole becomes (or joins) the index at once. Articles are copied; everything happens in the order of their
 * coming, whatever the number of threads. Belongs to one thread, which hands out the work. */
#ifndef INDEX_LOAD_H
#define INDEX_LOAD_H

#include "index/compose.h"
#include "store/store.h"

struct load;

enum limier_status load_begin(
    struct load **out, struct store *s, enum store_bulk_base base, unsigned threads, struct limier_error *err);
/* Waits when the threads have enough to do. Fails when one of them has failed. */
enum limier_status load_add(
    struct load *l, const struct article *article, const struct compose_place *place, struct limier_error *err);
/* How much went in: bytes of text, and articles. */
uint64_t load_bytes(const struct load *l);
uint64_t load_articles(const struct load *l);
/* Waits for the threads; *words: how many words went in. store_bulk_finish can no more fail for want of them.
 */
enum limier_status load_wait(struct load *l, uint64_t *words, struct limier_error *err);
/* After load_wait. l is freed, whatever the outcome. */
enum limier_status load_finish(
    struct load *l, const struct store_bulk_change *change, struct limier_error *err);
/* Takes NULL. */
void load_abandon(struct load *l);

#endif
