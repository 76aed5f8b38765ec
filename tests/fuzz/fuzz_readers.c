/* Any bytes, through every reader: nothing may crash, hang, or come out that struct article forbids. */
#include "tests/fuzz/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct span all = span_of((const char *)bytes, n);
    read_as(NULL, all);
    for (const struct reader_format *const *f = reader_formats(); *f; f++)
        read_as(*f, all);
    return 0;
}
