#include "tests/unit/table.h"
#include "tests/unit/test_article.h"

#include "article/decode.h"

/* A literal with its NULs. */
#define BYTES(s) SPAN_LIT(s)

void guesses(void **state)
{
    (void)state;
    static const struct {
        struct span in;
        enum decode_encoding want;
    } rows[] = {
        {BYTES(""), DECODE_UTF8},
        {BYTES("plain ASCII"), DECODE_UTF8},
        {BYTES("été à Noël"), DECODE_UTF8},
        {BYTES("\xEF\xBB\xBFtitre"), DECODE_UTF8},
        {BYTES("\xFF\xFEt\0i\0"), DECODE_UTF16LE},
        {BYTES("\xFE\xFF\0t\0i"), DECODE_UTF16BE},
        {BYTES("\xFF\xFE\0\0t\0\0\0"), DECODE_UTF32LE},
        {BYTES("\0\0\xFE\xFF\0\0\0t"), DECODE_UTF32BE},
        {BYTES("s\0a\0n\0s\0 \0m\0a\0r\0q\0u\0e\0"), DECODE_UTF16LE},
        {BYTES("\0s\0a\0n\0s\0 \0m\0a\0r\0q\0u\0e"), DECODE_UTF16BE},
        {BYTES("\xE9t\xE9 \xE0 No\xEBl"), DECODE_WINDOWS_1252},
        {BYTES("l\x92\xE9t\xE9"), DECODE_WINDOWS_1252},
        /* Two Latin-1 letters in UTF-8. */
        {BYTES("déjà vu : l'\xE9t\xE9"), DECODE_UTF8},
        /* Valid sequences by accident in Latin-1: CAFÉ», « été » with no-break spaces. */
        {BYTES("\xAB CAF\xC9\xBB \xE9tait l\xE0"), DECODE_WINDOWS_1252},
        {BYTES("\xAB\xA0\xE9t\xE9\xA0\xBB, dit-il, \xE9mu"), DECODE_WINDOWS_1252},
        {BYTES("\xE9\xE8\xE0 et Ã©"), DECODE_UTF8},
        {BYTES("\xE9t\xE9 \xE0 l'\xE9"
               "cole, pr\xE8s de No\xEBl \xC3\xA9"),
            DECODE_WINDOWS_1252},
        {BYTES("Москва \xE9"), DECODE_UTF8},
        /* The end cut inside a sequence. */
        {BYTES("caf\xC3"), DECODE_UTF8},
        {BYTES("10 \xE2\x82"), DECODE_UTF8},
        {BYTES("Ã©tÃ© Ã  NoÃ«l"), DECODE_UTF8},
        {BYTES("lâ€™Ã©tÃ©"), DECODE_UTF8},
        {BYTES("On lit « Ã© » quand l’accent est lu deux fois, c’est-à-dire mal"), DECODE_UTF8},
        {BYTES("un\0deux trois quatre"), DECODE_UTF8},
        {BYTES("un \x1b[1mmot\x1b[0m en gras"), DECODE_UTF8},
        {BYTES("\0\1\2\3\0\0\0\0"), DECODE_BINARY},
        {BYTES("a\1b\2c\3d\4e\5f"), DECODE_BINARY},
        {BYTES("\x89PNG\r\n\x1a\n"), DECODE_BINARY},
        {BYTES("%PDF-1.4\n1 0 obj"), DECODE_BINARY},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (decode_guess(rows[i].in) != rows[i].want)
            fail_msg("row %zu: got %d, want %d", i, (int)decode_guess(rows[i].in), (int)rows[i].want);

    /* A time that grows with the square of the length would show. */
    enum { LONG = 4 * 1024 * 1024 };
    char *run = malloc(LONG);
    memset(run, 0xa9, LONG);
    assert_int_equal(decode_guess(span_of(run, LONG)), DECODE_WINDOWS_1252);
    free(run);
}

void decodes_text(void **state)
{
    (void)state;
    static const struct {
        enum decode_encoding encoding;
        struct span in;
        const char *want;
        size_t bad, controls;
    } rows[] = {
        {DECODE_UTF8, BYTES("été à Noël"), "été à Noël", 0, 0},
        {DECODE_UTF8, BYTES(""), "", 0, 0},
        {DECODE_UTF8, BYTES("\xEF\xBB\xBFtitre"), "titre", 0, 0},
        {DECODE_UTF8, BYTES("un\r\ndeux\rtrois\n\r\n"), "un\ndeux\ntrois\n\n", 0, 0},
        {DECODE_UTF8, BYTES("page\fpage\vligne"), "page\npage\nligne", 0, 0},
        {DECODE_UTF8, BYTES("un\0mot\1\x1b\x7f\tfin"), "unmot\tfin", 0, 4},
        {DECODE_UTF8, BYTES("\xC2\x81 l\xC2\x92\xC2\x9Cuvre"), " l’œuvre", 0, 1},
        {DECODE_UTF8,
            BYTES("a\xE2\x80\xAE"
                  "b\xE2\x81\xA6"
                  "c\xEF\xBB\xBF"
                  "d"),
            "abcd", 0, 3},
        {DECODE_UTF8,
            BYTES("co\xC2\xAD"
                  "opé\xE2\x80\x8Bration"),
            "co\xC2\xAD"
            "opé\xE2\x80\x8Bration",
            0, 0},
        /* Composing. */
        {DECODE_UTF8, BYTES("e\xCC\x81te\xCC\x81"), "été", 0, 0},
        {DECODE_UTF8,
            BYTES("É\xCC\xA7 ; c\xCC\xA7"
                  "a"),
            "Ȩ\xCC\x81 ; ça", 0, 0},
        {DECODE_UTF8, BYTES("e\x01\xCC\x81"), "é", 0, 1},
        {DECODE_UTF8, BYTES("\xCC\x81"), "\xCC\x81", 0, 0},
        {DECODE_UTF8, BYTES("\xE2\x84\xAB \xE2\x84\xA6"), "Å Ω", 0, 0},
        {DECODE_UTF8, BYTES("\xE1\x84\x80\xE1\x85\xA1"), "가", 0, 0},
        {DECODE_UTF8, BYTES("и\xCC\x86"), "й", 0, 0},
        {DECODE_UTF8, BYTES("😀 日本 € – « x »"), "😀 日本 € – « x »", 0, 0},
        /* Bad bytes. */
        {DECODE_UTF8, BYTES("l'\xE9t\xE9"), "l'été", 2, 0},
        {DECODE_UTF8,
            BYTES("cr\xE9\xE9"
                  "e \xE0 l\x92"
                  "aube"),
            "créée à l’aube", 4, 0},
        {DECODE_UTF8, BYTES("un \x93mot\x94"), "un “mot”", 2, 0},
        {DECODE_UTF8, BYTES("un c\x9Cur"), "un cœur", 1, 0},
        {DECODE_UTF8, BYTES("caf\xC3."), "caf\xEF\xBF\xBD.", 1, 0},
        {DECODE_UTF8, BYTES("10\xE2\x82"), "10\xEF\xBF\xBD\xEF\xBF\xBD", 2, 0},
        {DECODE_UTF8, BYTES("\x81"), "\xEF\xBF\xBD", 1, 0},
        {DECODE_UTF8, BYTES("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3, 0},
        /* The others. */
        {DECODE_WINDOWS_1252, BYTES("\xE9t\xE9, l\x92\x9Cuvre \x80 \xC9\xBB"), "été, l’œuvre € É»", 0, 0},
        {DECODE_WINDOWS_1252, BYTES("\x81\x8D\r\n"), "\xEF\xBF\xBD\xEF\xBF\xBD\n", 2, 0},
        {DECODE_UTF16LE, BYTES("\xFF\xFE\xE9\0t\0\r\0\n\0\x19\x20"), "ét\n’", 0, 0},
        {DECODE_UTF16LE, BYTES("\x3D\xD8\x00\xDE\x3D\xD8t\0\0\xDCx"), "😀\xEF\xBF\xBDt\xEF\xBF\xBD", 3, 0},
        {DECODE_UTF16BE, BYTES("\xFE\xFF\0\xE9\0t"), "ét", 0, 0},
        {DECODE_UTF32LE, BYTES("\xFF\xFE\0\0\xE9\0\0\0\x00\xF6\x01\0\0\0\x11\0"), "é😀\xEF\xBF\xBD", 1, 0},
        {DECODE_UTF32BE, BYTES("\0\0\xFE\xFF\0\0\0\xE9"), "é", 0, 0},
        {DECODE_UTF8, BYTES("lâ€™Ã©tÃ© Ã\xC2\xA0 NoÃ«l, cÅ“ur"), "l’été à Noël, cœur", 0, 0},
        {DECODE_UTF8, BYTES("Ã©tÃ© et hiver, là-bas 日本"), "été et hiver, là-bas 日本", 0, 0},
        {DECODE_BINARY, BYTES("abc"), "", 0, 0},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct decode_losses losses = {0};
        struct span got = decode_text(&arena, rows[i].in, rows[i].encoding, &losses);
        CHECK_SPAN(i, got, rows[i].want);
        assert_int_equal(got.ptr[got.len], 0);
        if (losses.bad != rows[i].bad || losses.controls != rows[i].controls)
            fail_msg("row %zu: lost %zu bad, %zu controls", i, losses.bad, losses.controls);
    }
    decode_text(&arena, span_str("sans compte\x01"), DECODE_UTF8, NULL);
    arena_release(&arena);
}

/* want NULL: it stays as it is. */
void undoes_what_was_encoded_twice(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
        bool twice;
    } rows[] = {
        {"L'Ã©lection prÃ©sidentielle", "L'élection présidentielle", true},
        {"le prÃ©sident", "le président", true},
        {"lâ€™avion â€” â€œouiâ€\xC2\x9D â€¦ 10\xC3\x82\xC2\xA0â‚¬", "l’avion — “oui” … 10\xC2\xA0€", true},
        {"l\xC3\xA2\xC2\x80\xC2\x99\xC3\x83\xC2\xA9t\xC3\x83\xC2\xA9", "l’été", true},
        {"cÅ“ur, Å’uvre, garÃ§on, NoÃ«l, oÃ¹, forÃªt", "cœur, Œuvre, garçon, Noël, où, forêt", true},
        {"Ã‰lysÃ©e, Ã€ l'Ã‰tat", "Élysée, À l'État", true},
        {"L'Ã‰LECTION PRÃ‰SIDENTIELLE", "L'ÉLECTION PRÉSIDENTIELLE", true},
        {"voilÃ  Paris, dÃ©jÃ\xC2\xA0 vu, Ã  NoÃ«l", "voilà Paris, déjà vu, à Noël", true},
        {"prÃƒÂ©sident", "président", true},
        {"prÃƒÆ’Ã‚Â©sident", "président", true},
        {"Erdo\xC3\x84\xC5\xB8"
         "an et le prÃ©sident",
            "Erdoğan et le président", true},
        {"OK ðŸ˜€, prÃ©sident", "OK 😀, président", true},
        {"Un été.\nLe prÃ©sident", "Un été.\nLe président", true},
        {"Ã©tÃ©, mÃªme, Ã©lu, à Paris", "été, même, élu, à Paris", true},
        /* what is meant */
        {"On lit « Ã© » pour « é ».", NULL, false},
        {"On lit prÃ©sident au lieu de président.", NULL, false},
        {"Le titre était :\nÃ©", NULL, false},
        {"São Paulo, SÃO PAULO, a irmã, A IRMÃ »", NULL, false},
        {"« IRMÃ\xC2\xA0»", NULL, false},
        {"Â la carte, Ångström, naïf, pâté, château", NULL, false},
        {"25 Â° et 30 °", NULL, false},
        {"Ã© tout seul", NULL, false},
        {"élève, là-bas, œuvre, Übung, Łódź, Ελλάδα, Москва, 日本", NULL, false},
        {"", NULL, false},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct decode_losses losses = {0};
        struct span got = decode_text(&arena, span_str(rows[i].in), DECODE_UTF8, &losses);
        CHECK_SPAN(i, got, rows[i].want ? rows[i].want : rows[i].in);
        if ((losses.twice > 0) != rows[i].twice)
            fail_msg("row %zu: %zu characters", i, losses.twice);
    }
    arena_release(&arena);
}

void knows_binary_kinds(void **state)
{
    (void)state;
    static const struct {
        struct span in;
        const char *want;
    } rows[] = {
        {BYTES("\x89PNG\r\n\x1a\n"), "PNG image"},
        {BYTES("%PDF-1.7"), "PDF document"},
        {BYTES("PK\3\4\x14\0"), "ZIP archive"},
        {BYTES("\x1f\x8b\x08\0"), "gzip data"},
        {BYTES("\x28\xb5\x2f\xfd"), "Zstandard data"},
        {BYTES("\x7f"
               "ELF\2\1\1\0"),
            "ELF program"},
        {BYTES("BZh91AY&SY"), "bzip2 data"},
        {BYTES("RIFF\x10\0\0\0WEBPVP8 "), "WebP image"},
        {BYTES("ID3\3\0\0\0"), "MP3 sound"},
        {BYTES("ID3 est le nom d’une étiquette"), NULL},
        {BYTES("La revue WAVE paraît"), NULL},
        {BYTES("texte"), NULL},
        {BYTES(""), NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = decode_magic(rows[i].in);
        if (rows[i].want ? !got || strcmp(got, rows[i].want) != 0 : got != NULL)
            fail_msg("row %zu: got %s", i, got ? got : "nothing");
    }
}
