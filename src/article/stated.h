/* The date that a plain text states above its paragraphs: « Publié le 25 novembre 2025 à 14h30 », « Par X, le
 * 25/11/2025 », « Lyon, le 1er mai 2019 », or a line that is a date. Sentences that begin so are none. */
#ifndef ARTICLE_STATED_H
#define ARTICLE_STATED_H

#include "article/date.h"

enum stated {
    STATED_NOTHING,
    STATED_DATE,
    STATED_ODD /* « Publié le 31 novembre 2025 »: *odd is what is no date, as the arena holds it */
};

enum stated stated_date(struct arena *arena, struct span line, struct date *out, struct span *odd);

#endif
