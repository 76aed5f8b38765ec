#include "limier.h"

#include "base/bug.h"

const char *limier_version(void)
{
    return "0.1.0";
}

const char *limier_status_name(enum limier_status status)
{
    switch (status) {
    case LIMIER_OK: return "ok";
    case LIMIER_USAGE: return "usage";
    case LIMIER_QUERY: return "query";
    case LIMIER_INPUT: return "input";
    case LIMIER_MISSING: return "missing";
    case LIMIER_LOCKED: return "locked";
    case LIMIER_CORRUPT: return "corrupt";
    case LIMIER_VERSION: return "version";
    case LIMIER_TOO_LONG: return "too long";
    case LIMIER_SYSTEM: return "system";
    case LIMIER_INTERRUPTED: return "interrupted";
    case LIMIER_INTERNAL: return "internal";
    }
    BUG("unknown status");
}
