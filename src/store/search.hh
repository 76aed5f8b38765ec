/* What searching and explaining a search share. */
#ifndef STORE_SEARCH_HH
#define STORE_SEARCH_HH

#include "store/internal.hh"

/* Gives enquire the weighting that the request wants. */
void set_weight(Xapian::Enquire &enquire, const struct store_request *request);

#endif
