/* Records there and back, damaged ones, and the table of fields. */
#include "tests/unit/table.h"

#include "store/record.h"

static const struct record_extra extras[] = {
    {SPAN_LIT("agence"), SPAN_LIT("AFP")},
    {SPAN_LIT("vide"), SPAN_LIT("")},
};

#define DAMAGE_TEXT                                                                                            \
    "Amazon construit un centre de données. Amazon construit un autre centre de données, puis un troisième."

static const struct record rows[] = {
    {.field = {[FIELD_TITLE] = SPAN_LIT("")}},
    {.field = {[FIELD_TEXT] = SPAN_LIT("x")}},
    {.field = {[FIELD_TEXT] = SPAN_LIT(DAMAGE_TEXT),
         [FIELD_TITLE] = SPAN_LIT("Amazon s’étend"),
         [FIELD_DATE] = SPAN_LIT("2025-11-25"),
         [FIELD_ID] = SPAN_LIT("a/b.txt"),
         [FIELD_FORMAT] = SPAN_LIT("text")},
        .extra = extras,
        .nextra = COUNT(extras)},
    {.field = {[FIELD_URL] = SPAN_LIT("with\0NUL"), [FIELD_TEXT] = SPAN_LIT("with\0NUL")}},
};

static struct span same(struct span s)
{
    return s.ptr ? s : span_str("");
}

static void there_and_back(void **state)
{
    (void)state;
    struct record_packer *packer = record_packer_new();
    struct buf packed = {0};
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++)
        for (int with_text = 0; with_text < 2; with_text++) {
            struct record out;
            buf_clear(&packed);
            record_pack(packer, &packed, &rows[i]);
            assert_int_equal(record_unpack(&out, buf_span(&packed), with_text, &arena, NULL), LIMIER_OK);
            for (enum field f = 0; f < FIELD_COUNT; f++) {
                struct span want = f == FIELD_TEXT && !with_text ? span_str("") : same(rows[i].field[f]);
                if (!span_eq(out.field[f], want))
                    fail_msg("row %zu, field %d: « %.*s »", i, f, SPAN_ARG(out.field[f]));
                assert_int_equal(out.field[f].ptr[out.field[f].len], '\0');
            }
            assert_int_equal(out.nextra, rows[i].nextra);
            for (size_t e = 0; e < out.nextra; e++) {
                assert_true(span_eq(out.extra[e].name, extras[e].name));
                assert_true(span_eq(out.extra[e].value, extras[e].value));
                assert_int_equal(out.extra[e].value.ptr[out.extra[e].value.len], '\0');
            }
        }
    arena_release(&arena);
    buf_release(&packed);
    record_packer_free(packer);
    record_packer_free(NULL);
}

/* From memory of just that size, so that a sanitizer sees a read behind its end. The text, when there is one,
 * is the text of rows[2] or the record is refused, unless any_text. */
static enum limier_status unpack(struct span data, bool with_text, bool any_text)
{
    char *copy = malloc(data.len ? data.len : 1);
    memcpy(copy, data.ptr, data.len);
    struct arena arena;
    arena_init(&arena);
    struct record out;
    struct limier_error err;
    enum limier_status status = record_unpack(&out, span_of(copy, data.len), with_text, &arena, &err);
    if (status == LIMIER_OK)
        for (enum field f = 0; f < FIELD_COUNT; f++)
            assert_int_equal(out.field[f].ptr[out.field[f].len], '\0');
    else
        assert_int_equal(err.status, LIMIER_CORRUPT);
    if (status == LIMIER_OK && !any_text)
        CHECK_SPAN(0, out.field[FIELD_TEXT], DAMAGE_TEXT);
    arena_release(&arena);
    free(copy);
    return status;
}

static enum limier_status unpack_copy(struct span data, bool with_text)
{
    return unpack(data, with_text, true);
}

static void cut_short(void **state)
{
    (void)state;
    struct record_packer *packer = record_packer_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf packed = {0};
        record_pack(packer, &packed, &rows[i]);
        for (size_t n = 0; n < packed.len; n++) {
            assert_int_equal(unpack_copy(span_of(packed.ptr, n), true), LIMIER_CORRUPT);
            unpack_copy(span_of(packed.ptr, n), false);
        }
        buf_add_char(&packed, 'x');
        assert_int_equal(unpack_copy(buf_span(&packed), true), LIMIER_CORRUPT);
        buf_release(&packed);
    }
    record_packer_free(packer);
}

static void every_byte_changed(void **state)
{
    (void)state;
    struct record_packer *packer = record_packer_new();
    struct buf packed = {0};
    record_pack(packer, &packed, &rows[2]);
    size_t frame = 0, refused = 0;
    while (memcmp(packed.ptr + frame, "\x28\xb5\x2f\xfd", 4) != 0)
        frame++;
    for (size_t at = 0; at < packed.len; at++) {
        char byte = packed.ptr[at];
        for (int v = 0; v < 256; v++) {
            packed.ptr[at] = (char)v;
            refused += unpack(buf_span(&packed), true, at < frame) != LIMIER_OK;
        }
        packed.ptr[at] = byte;
    }
    assert_true(refused > (packed.len - frame) * 200);
    buf_release(&packed);
    record_packer_free(packer);
}

static void senseless(void **state)
{
    (void)state;
    static const struct span records[] = {
        SPAN_LIT(""), SPAN_LIT("\2\0\0\0"),                          /* another version */
        SPAN_LIT("\1\1\0\1x\0\0\0"),                                 /* the text as a field */
        SPAN_LIT("\1\1\177\1x\0\0\0"),                               /* no such field */
        SPAN_LIT("\1\2\2\1x\0\1\1y\0\0\0"),                          /* fields that descend */
        SPAN_LIT("\1\0\377\377\377\377\377\377\377\377\377\1"),      /* so many extras */
        SPAN_LIT("\1\1\1\377\377\377\377\377\377\377\377\377\1x\0"), /* so long a field */
        SPAN_LIT("\1\0\0\377\377\377\377\377\377\377\377\377\1xyz"), /* so long a text */
        SPAN_LIT("\1\0\0\377\377\377\3xyz"),                         /* no zstd frame */
    };
    for (size_t i = 0; i < COUNT(records); i++)
        assert_int_equal(unpack_copy(records[i], true), LIMIER_CORRUPT);
}

static void fields_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int field; /* -1: none */
    } names[] = {
        {"titre", FIELD_TITLE},
        {"TITLE", FIELD_TITLE},
        {"Journal", FIELD_SOURCE},
        {"texte", FIELD_TEXT},
        {"rubrique", FIELD_SECTION},
        {"chemin", FIELD_PATH},
        {"langue", FIELD_LANGUAGE},
        {"tit", -1},
        {"titre title", -1},
        {"", -1},
        {" ", -1},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct schema_field *f = schema_find(span_str(names[i].name));
        if ((f ? (int)f->field : -1) != names[i].field)
            fail_msg("row %zu: %s", i, names[i].name);
    }
    for (enum field f = 0; f < FIELD_COUNT; f++) {
        assert_int_equal(schema_field(f)->field, f);
        assert_non_null(schema_field(f)->help);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(cut_short),
        cmocka_unit_test(every_byte_changed),
        cmocka_unit_test(senseless),
        cmocka_unit_test(fields_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
