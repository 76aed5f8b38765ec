/* HTML and XML through the readers of markup, one a run, so that each is reached often. Begin with the files of
 * corpus/formats. */
#include "tests/fuzz/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const names[] = {"html", "feed", "tei", "europresse", "factiva", "nexis"};
    struct span all = span_of((const char *)bytes, n);
    read_as(NULL, all);
    /* The choice must not shift what the fuzzer has learnt: it hangs on the length. */
    read_as(reader_format(names[n % (sizeof names / sizeof *names)]), all);
    return 0;
}
