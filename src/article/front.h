/* Front matter: a block of names and values at the top of a text, YAML between lines « --- » or TOML between
 * lines « +++ ». */
#ifndef ARTICLE_FRONT_H
#define ARTICLE_FRONT_H

#include "base/span.h"

#include <stdint.h>

enum front_kind { FRONT_NONE, FRONT_YAML, FRONT_TOML };

struct front {
    enum front_kind kind;
    bool closed;         /* else values and body are empty */
    struct span values;  /* between the two lines */
    struct span body;    /* behind them */
    uint64_t first_line; /* the number of the first line of values */
};

/* Looks for it; text is clean (article/decode.h). A « --- » that no « name: » follows is a rule, not front
 * matter.
 */
struct front front_find(struct span text);

#endif
