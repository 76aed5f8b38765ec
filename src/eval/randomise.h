/* Is the difference of two runs more than chance? The paired randomisation test, two-sided: if there were no
 * difference, each query's could as well have the other sign. Smucker, Allan and Carterette, A comparison of
 * statistical significance tests for information retrieval evaluation, CIKM 2007. For limier.c. */
#ifndef EVAL_RANDOMISE_H
#define EVAL_RANDOMISE_H

#include <stddef.h>

/* The share of assignments of random signs whose mean is as far from 0 as that of the n differences. Both they
 * and the one that was seen are counted, so that it is never 0 (Phipson and Smyth 2010). The same on every
 * machine. */
double randomise_p(const double *differences, size_t n);

#endif
