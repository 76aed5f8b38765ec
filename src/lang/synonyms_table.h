/* The shipped list; synonyms.awk makes its table of synonymes.txt when limier is built. Private to synonyms.c.
 */
#ifndef LANG_SYNONYMS_TABLE_H
#define LANG_SYNONYMS_TABLE_H

#include "lang/synonyms.h"

extern const struct limier_synonyms synonyms_table;

#endif
