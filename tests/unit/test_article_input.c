#include "tests/unit/table.h"
#include "tests/unit/test_article.h"

#include "article/input.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A source that gives a line of so many « x », and a short one, in small pieces. */
struct generated {
    size_t left;
    const char *tail;
    bool closed, fails;
};

static enum limier_status generate(void *context, char *bytes, size_t n, size_t *got, struct limier_error *err)
{
    struct generated *g = context;
    size_t tail = strlen(g->tail);
    if (g->left) {
        *got = n > 5000 ? 5000 : n;
        *got = *got > g->left ? g->left : *got;
        memset(bytes, 'x', *got);
        g->left -= *got;
        return LIMIER_OK;
    }
    if (g->fails)
        return error_set(err, LIMIER_SYSTEM, "the disk is gone");
    *got = tail > n ? n : tail;
    memcpy(bytes, g->tail, *got);
    g->tail += *got;
    return LIMIER_OK;
}

static void finish(void *context)
{
    ((struct generated *)context)->closed = true;
}

static const struct input_source source = {generate, finish};

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static char folder[] = "/tmp/limier-input-XXXXXX";
static char path[64];

static const char *in_folder(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static struct input *open_file(const char *bytes, size_t n)
{
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    assert_non_null(mkdtemp(folder));
    write_file(in_folder("f"), bytes, n);
    struct input *in;
    assert_int_equal(input_open(&in, path, "le nom", NULL), LIMIER_OK);
    unlink(path);
    rmdir(folder);
    return in;
}

void inputs_give_all(void **state)
{
    (void)state;
    static char large[300000];
    memset(large, 'a', sizeof large);
    static const size_t sizes[] = {0, 1, 1000, INPUT_HEAD - 1, INPUT_HEAD, INPUT_HEAD + 1, 262144, 300000};
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (int kind = 0; kind < 2; kind++) {
            struct span want = span_of(large, sizes[i]), got;
            struct input *in = kind ? open_file(large, sizes[i]) : input_from_span(want, "le nom");
            assert_string_equal(input_name(in), "le nom");
            for (int twice = 0; twice < 2; twice++) {
                assert_int_equal(input_head(in, &got, NULL), LIMIER_OK);
                assert_true(span_eq(got, span_head(want, INPUT_HEAD)));
            }
            assert_int_equal(input_taken(in), 0);
            char byte;
            size_t n;
            assert_int_equal(input_read(in, &byte, 1, &n, NULL), LIMIER_OK);
            assert_int_equal(n, sizes[i] ? 1 : 0);
            assert_int_equal(input_all(in, sizeof large, &arena, &got, NULL), LIMIER_OK);
            assert_true(span_eq(got, span_skip(want, 1)));
            assert_int_equal(input_taken(in), sizes[i]);
            assert_int_equal(input_read(in, &byte, 1, &n, NULL), LIMIER_OK);
            assert_int_equal(n, 0);
            input_close(in);
            in = kind ? open_file(large, sizes[i]) : input_from_span(want, "le nom");
            if (sizes[i])
                assert_int_equal(input_all(in, sizes[i] - 1, &arena, &got, NULL), LIMIER_INPUT);
            input_close(in);
            arena_clear(&arena);
        }
    arena_release(&arena);
    input_close(NULL);
}

void inputs_give_lines(void **state)
{
    (void)state;
    static const char text[] = "un\n\ndeux\r\nune ligne trop longue\ntrois\n0123456789\nfin";
    static const char *const want[] = {"un", "", "deux\r", NULL, "trois", "0123456789", "fin"};
    for (int kind = 0; kind < 2; kind++) {
        struct input *in = kind ? open_file(text, sizeof text - 1) : input_from_span(span_str(text), "x");
        struct span line;
        bool more;
        for (size_t i = 0; i < COUNT(want); i++) {
            enum limier_status status = input_line(in, 10, &line, &more, NULL);
            assert_int_equal(status, want[i] ? LIMIER_OK : LIMIER_INPUT);
            assert_true(more);
            if (want[i])
                CHECK_SPAN(i, line, want[i]);
        }
        assert_int_equal(input_line(in, 10, &line, &more, NULL), LIMIER_OK);
        assert_false(more);
        assert_int_equal(input_taken(in), sizeof text - 1);
        input_close(in);
    }
}

void long_lines_cost_no_memory(void **state)
{
    (void)state;
    struct generated g = {.left = 40 << 20, .tail = "\ncourte\n"};
    struct input *in = input_from_source(&source, &g, "x");
    struct rusage before, after;
    struct span line;
    bool more;
    getrusage(RUSAGE_SELF, &before);
    assert_int_equal(input_line(in, 1 << 20, &line, &more, NULL), LIMIER_INPUT);
    assert_true(more);
    assert_int_equal(input_line(in, 1 << 20, &line, &more, NULL), LIMIER_OK);
    CHECK_SPAN(0, line, "courte");
    getrusage(RUSAGE_SELF, &after);
    assert_true(after.ru_maxrss - before.ru_maxrss < 8 * 1024); /* kilobytes */
    input_close(in);
    assert_true(g.closed);

    g = (struct generated){.left = 100, .tail = "", .fails = true};
    in = input_from_source(&source, &g, "x");
    struct limier_error err;
    assert_int_equal(input_line(in, 1000, &line, &more, &err), LIMIER_SYSTEM);
    assert_string_equal(err.message, "the disk is gone");
    input_close(in);
}

void odd_files_are_refused(void **state)
{
    (void)state;
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    assert_non_null(mkdtemp(folder));
    struct input *in;
    struct limier_error err;
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    assert_int_equal(input_open(&in, path, "le tube", &err), LIMIER_INPUT);
    assert_null(in);
    assert_string_equal(err.message, "not a regular file but a named pipe");
    unlink(path);

    struct sockaddr_un name = {.sun_family = AF_UNIX};
    snprintf(name.sun_path, sizeof name.sun_path, "%s", in_folder("socket"));
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(input_open(&in, path, "s", &err), LIMIER_INPUT);
    assert_string_equal(err.message, "not a regular file but a socket");
    close(fd);
    unlink(path);

    assert_int_equal(input_open(&in, "/dev/null", "n", &err), LIMIER_INPUT);
    assert_string_equal(err.message, "not a regular file but a device");
    assert_int_equal(input_open(&in, folder, "d", &err), LIMIER_INPUT);
    assert_string_equal(err.message, "not a regular file but a folder");
    assert_int_equal(input_open(&in, in_folder("absent"), "absent", &err), LIMIER_SYSTEM);
    assert_string_equal(err.message, "No such file or directory");
    assert_int_equal(symlink("boucle", in_folder("boucle")), 0);
    assert_int_equal(input_open(&in, path, "boucle", &err), LIMIER_SYSTEM);
    unlink(path);
    if (geteuid() != 0) { /* nothing is forbidden to root */
        write_file(in_folder("secret"), "x", 1);
        chmod(path, 0);
        assert_int_equal(input_open(&in, path, "secret", &err), LIMIER_SYSTEM);
        assert_string_equal(err.message, "Permission denied");
        unlink(path);
    }
    rmdir(folder);
}
