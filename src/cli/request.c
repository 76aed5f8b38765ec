#include "cli/request.h"

struct limier_request request_make(const struct request_args *args, const char *query)
{
    return (struct limier_request){
        .query = query, .all = args->all, .since = args->since, .until = args->until};
}
