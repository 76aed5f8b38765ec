#include "tests/unit/table.h"

#include "base/buf.h"
#include "eval/randomise.h"
#include "limier.h"

#include <math.h>
#include <unistd.h>

/* A file that holds text, named in path. */
static void write_file(char path[32], const char *text)
{
    strcpy(path, "/tmp/test_eval.XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

/* « LINE: message », a line each. */
static void collect(void *context, const struct limier_event *event)
{
    const char *colon = strrchr(event->path, ':');
    assert_non_null(colon);
    assert_int_equal(event->kind, LIMIER_EVENT_REFUSED);
    buf_printf(context, "%s: %s\n", colon + 1, event->message);
}

static struct limier_judgements *judgements_from(const char *text, struct buf *told)
{
    char path[32];
    struct limier_judgements *j;
    write_file(path, text);
    struct limier_eval_input input = {path, told, told ? collect : NULL, 0, 0};
    assert_int_equal(limier_eval_judgements(&j, &input, NULL), LIMIER_OK);
    unlink(path);
    return j;
}

static struct limier_run *run_from(const char *text, struct buf *told)
{
    char path[32];
    struct limier_run *r;
    write_file(path, text);
    struct limier_eval_input input = {path, told, told ? collect : NULL, 0, 0};
    assert_int_equal(limier_eval_run(&r, &input, NULL), LIMIER_OK);
    unlink(path);
    return r;
}

static struct limier_eval_scores *measured(const char *qrels, const char *run)
{
    struct limier_judgements *j = judgements_from(qrels, NULL);
    struct limier_run *r = run_from(run, NULL);
    struct limier_eval_scores *scores;
    assert_int_equal(limier_eval_measure(j, r, NULL, 0, &scores, NULL), LIMIER_OK);
    limier_eval_judgements_free(j);
    limier_eval_run_free(r);
    return scores;
}

static void check_values(size_t row, const double *got, const double *want)
{
    for (int m = 0; m < LIMIER_MEASURES; m++)
        if (fabs(got[m] - want[m]) > 1e-7)
            fail_msg("row %zu: %s: got %.8f, want %.8f", row, limier_eval_name((enum limier_measure)m), got[m],
                want[m]);
}

/* Each is worked by hand from trec_eval's definitions; in the order nDCG@10, MAP, MRR@10, recall@100,
 * success@1, success@10. log2(3) = 1.5849625, log2(5) = 2.3219281. */
static void measures_one_query(void **state)
{
    (void)state;
    static const struct {
        const char *qrels, *run;
        double want[LIMIER_MEASURES];
    } rows[] = {
        /* Perfect. */
        {"q 0 a 1\n", "q Q0 a 1 1 t\n", {1, 1, 1, 1, 1, 1}},
        /* Ranked: x (not judged), b 1, a 2, c 0; d, of grade 3, is missing.
         * DCG 1/log2(3) + 2/log2(4) = .63092975 + 1; ideal 3 + 2/log2(3) + 1/log2(4) = 3 + 1.26185951 + .5:
         * 1.63092975 / 4.76185951 = .34249851. Relevant a, b, d: AP (1/2 + 2/3)/3 = .38888889. RR 1/2.
         * Recall 2/3. */
        {"q 0 a 2\nq 0 b 1\nq 0 c 0\nq 0 d 3\n", "q Q0 x 1 9 t\nq Q0 b 2 8 t\nq Q0 a 3 7 t\nq Q0 c 4 6 t\n",
            {0.34249851, 0.38888889, 0.5, 0.66666667, 0, 1}},
        /* The grade is the gain, not 2^grade - 1: 2/log2(3) over 2 = .63092975. */
        {"q 0 a 2\n", "q Q0 x 1 2 t\nq Q0 a 2 1 t\n", {0.63092975, 0.5, 0.5, 1, 0, 1}},
        /* The score counts, neither the rank column nor the order of lines: a is second. */
        {"q 0 a 1\n", "q Q0 a 1 1.5 t\nq Q0 b 2 1e1 t\n", {0.63092975, 0.5, 0.5, 1, 0, 1}},
        /* Equal scores: the greater id first: c, b, a. b is second. */
        {"q 0 b 1\n", "q Q0 a 1 5 t\nq Q0 b 2 5 t\nq Q0 c 3 5 t\n", {0.63092975, 0.5, 0.5, 1, 0, 1}},
        /* The same in byte order: « doc9 » before « doc10 », « é » before « z ». */
        {"q 0 doc9 1\n", "q Q0 doc10 1 5 t\nq Q0 doc9 2 5 t\n", {1, 1, 1, 1, 1, 1}},
        {"q 0 é 1\n", "q Q0 z 1 5 t\nq Q0 é 2 5 t\n", {1, 1, 1, 1, 1, 1}},
        /* Scores are float: these two are one. */
        {"q 0 b 1\n", "q Q0 a 1 1.00000002 t\nq Q0 b 2 1.00000001 t\n", {1, 1, 1, 1, 1, 1}},
        /* A grade below 0 is not relevant and gains nothing; a is fourth, 1/log2(5) = .43067656. */
        {"q 0 a 1\nq 0 x -2\n", "q Q0 x 1 -1 t\nq Q0 y 2 -2 t\nq Q0 z 3 -3 t\nq Q0 a 4 -4 t\n",
            {0.43067656, 0.25, 0.25, 1, 0, 1}},
        /* No answer. */
        {"q 0 a 1\n", "", {0, 0, 0, 0, 0, 0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_eval_scores *s = measured(rows[i].qrels, rows[i].run);
        assert_int_equal(s->nqueries, 1);
        assert_string_equal(s->queries[0].qid, "q");
        check_values(i, s->queries[0].values, rows[i].want);
        check_values(i, s->means, rows[i].want);
        limier_eval_scores_free(s);
    }
}

/* A run of 200 articles, « d001 » best, in which those of the ranks given are relevant. */
static struct limier_eval_scores *measured_ranks(const size_t *ranks, size_t n)
{
    struct limier_run *r;
    struct limier_eval_scores *scores;
    struct buf qrels = {0};
    char id[32];
    for (size_t i = 0; i < n; i++)
        buf_printf(&qrels, "q 0 d%03zu 1\n", ranks[i]);
    struct limier_judgements *j = judgements_from(buf_str(&qrels), NULL);
    assert_int_equal(limier_eval_run(&r, NULL, NULL), LIMIER_OK);
    for (size_t rank = 1; rank <= 200; rank++) {
        snprintf(id, sizeof id, "d%03zu", rank);
        limier_eval_run_add(r, "q", id, -(double)rank);
    }
    assert_int_equal(limier_eval_measure(j, r, NULL, 0, &scores, NULL), LIMIER_OK);
    limier_eval_judgements_free(j);
    limier_eval_run_free(r);
    buf_release(&qrels);
    return scores;
}

static void measures_are_cut(void **state)
{
    (void)state;
    static const struct {
        size_t ranks[4], n;
        double want[LIMIER_MEASURES];
    } rows[] = {
        /* Tenth: 1/log2(11) = .28906483. */
        {{10}, 1, {0.28906483, 0.1, 0.1, 1, 0, 1}},
        /* Just behind ten; AP goes on: 1/11. */
        {{11}, 1, {0, 0.09090909, 0, 1, 0, 0}},
        {{100}, 1, {0, 0.01, 0, 1, 0, 0}},
        /* Just behind a hundred. */
        {{101}, 1, {0, 0.00990099, 0, 0, 0, 0}},
        /* First, 50th, 150th, and one that is nowhere: DCG 1, ideal 1 + 1/log2(3) + 1/2 + 1/log2(5)
         * = 2.56160631; AP (1 + 2/50 + 3/150)/4 = .265; recall 2/4. */
        {{1, 50, 150, 999}, 4, {0.39038005, 0.265, 1, 0.5, 1, 1}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct limier_eval_scores *s = measured_ranks(rows[i].ranks, rows[i].n);
        check_values(i, s->means, rows[i].want);
        limier_eval_scores_free(s);
    }
}

/* Two of four queries: one answered perfectly, one not at all. */
static void means_are_over_judged_queries(void **state)
{
    (void)state;
    static const char qrels[] = "q1 0 a 1\nq2 0 b 2\nq3 0 c 0\nq5 0 e 1\n";
    static const char run[] = "q1 Q0 a 1 1 t\nq3 Q0 c 1 1 t\nq4 Q0 d 1 1 t\nq5 Q0 e 1 1 t\n";
    static const char *const qids[] = {"q4", "q3", "q2", "q1"};
    static const double half[LIMIER_MEASURES] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    struct limier_judgements *j = judgements_from(qrels, NULL);
    struct limier_run *r = run_from(run, NULL);
    struct limier_eval_scores *s;
    assert_int_equal(limier_eval_measure(j, r, qids, COUNT(qids), &s, NULL), LIMIER_OK);
    check_values(0, s->means, half);
    assert_int_equal(s->nqueries, 2);
    assert_string_equal(s->queries[0].qid, "q2");
    assert_string_equal(s->queries[1].qid, "q1");
    assert_int_equal(s->unanswered, 1); /* q2 */
    assert_int_equal(s->unjudged, 2);   /* q3, q4 */
    assert_int_equal(s->unasked, 1);    /* q5 */
    limier_eval_scores_free(s);

    /* Without names: all that are judged, q1, q2 and q5. */
    assert_int_equal(limier_eval_measure(j, r, NULL, 0, &s, NULL), LIMIER_OK);
    assert_int_equal(s->nqueries, 3);
    assert_true(fabs(s->means[LIMIER_MAP] - 2.0 / 3) < 1e-12);
    assert_int_equal(s->unanswered, 1);
    assert_int_equal(s->unjudged, 2);
    assert_int_equal(s->unasked, 0);
    limier_eval_scores_free(s);

    struct limier_error err;
    static const char *const twice[] = {"q1", "q2", "q1"};
    assert_int_equal(limier_eval_measure(j, r, twice, COUNT(twice), &s, &err), LIMIER_USAGE);
    assert_null(s);
    assert_string_equal(err.message, "query q1 is there twice");
    limier_eval_judgements_free(j);
    limier_eval_run_free(r);
}

static void no_query_has_no_mean(void **state)
{
    (void)state;
    static const double zero[LIMIER_MEASURES] = {0};
    struct limier_eval_scores *s = measured("", "");
    assert_int_equal(s->nqueries, 0);
    check_values(0, s->means, zero);
    limier_eval_scores_free(s);
}

static void bad_lines_are_told(void **state)
{
    (void)state;
    struct buf told = {0};
    struct limier_judgements *j = judgements_from("\xEF\xBB\xBFq 0 a 1\r\n"
                                                  "\n"
                                                  "q 0 b\n"
                                                  "q 0 b 1 x\n"
                                                  "q 0 b 1.5\n"
                                                  "q 0 b 99999999999\n"
                                                  "q 0 a 2\n"
                                                  "\tq  0\tb 1",
        &told);
    CHECK_SPAN(0, buf_span(&told),
        "3: not of the form « qid 0 docid grade »\n"
        "4: not of the form « qid 0 docid grade »\n"
        "5: the grade is no whole number\n"
        "6: the grade is no whole number\n"
        "7: judged before\n");
    buf_clear(&told);
    struct limier_run *r = run_from("q Q0 b 1 3 t\n"
                                    "q Q0 b 2 2 t\n"
                                    "q Q0 a 3 1,5 t\n"
                                    "q Q0 a 3 nan t\n"
                                    "q Q0 a 3 1e99 t\n"
                                    "q Q0 a 3 2\n"
                                    "q Q0 a 3 2 t\n",
        &told);
    CHECK_SPAN(1, buf_span(&told),
        "3: the score is no number\n"
        "4: the score is no number\n"
        "5: the score is no number\n"
        "6: not of the form « qid Q0 docid rank score tag »\n"
        "2: answered before\n");
    struct limier_eval_scores *s;
    assert_int_equal(limier_eval_measure(j, r, NULL, 0, &s, NULL), LIMIER_OK);
    assert_int_equal(s->queries[0].relevant, 2);
    assert_int_equal(s->queries[0].answers, 2);
    assert_int_equal(s->queries[0].found, 2);
    limier_eval_scores_free(s);
    limier_eval_judgements_free(j);
    limier_eval_run_free(r);
    buf_release(&told);
}

static void absent_files_are_errors(void **state)
{
    (void)state;
    struct limier_eval_input input = {.path = "/nowhere/at/all"};
    struct limier_error err;
    struct limier_judgements *j;
    struct limier_run *r;
    assert_int_equal(limier_eval_judgements(&j, &input, &err), LIMIER_SYSTEM);
    assert_null(j);
    assert_non_null(strstr(err.message, "/nowhere/at/all"));
    assert_int_equal(limier_eval_run(&r, &input, &err), LIMIER_SYSTEM);
    assert_null(r);
    input.path = "/tmp";
    assert_int_equal(limier_eval_run(&r, &input, &err), LIMIER_SYSTEM);
    assert_null(r);
}

/* How many of the 2^n ways to set signs are as extreme, by hand. */
static void signs_are_randomised(void **state)
{
    (void)state;
    static const struct {
        double differences[10];
        size_t n;
        double want;
    } rows[] = {
        {{0}, 0, 1}, {{0, 0, 0}, 3, 1}, {{0.5}, 1, 1}, /* +, - */
        {{1, 1, -2}, 3, 1},                            /* the mean is 0 */
        {{3, 0, 1}, 3, 0.5},                           /* 4, -4 of 4, 2, -2, -4 */
        {{1, 1, 1, 1, 1}, 5, 0.0625},                  /* 2 of 32 */
        {{-.1, -.1, -.1, -.1, -.1}, 5, 0.0625},        /* the same, smaller and the other way */
        {{1, 1, 1, -1}, 4, 0.625},                     /* 4: 2; 2: 8; 0: 6: (2 + 8) of 16 */
        {{.1, .2, .3, -.6, .6}, 5, 0.625}, /* .6 and -.6 cancel: 2 of 8, twice; else 8 of 8, twice: 20 of 32 */
        {{1, 1, 1, 1, 1, 1, 1, 1, 1}, 9, 0.00390625}, /* 2 of 512: more than one group of eight */
        {{1, 1, 1, 1, 1, 1, 1, 1, -1}, 9, 0.0390625}, /* 9: 2; 7: 18: 20 of 512 */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double p = randomise_p(rows[i].differences, rows[i].n);
        if (fabs(p - rows[i].want) > 0.006)
            fail_msg("row %zu: got %.5f, want %.5f", i, p, rows[i].want);
        assert_true(p > 0 && p <= 1);
        assert_true(p == randomise_p(rows[i].differences, rows[i].n));
    }
}

static void runs_are_compared(void **state)
{
    (void)state;
    static const char qrels[] = "a 0 x 1\nb 0 x 1\nc 0 x 1\nd 0 x 1\ne 0 x 1\n";
    static const char best[] = "a Q0 x 1 1 t\nb Q0 x 1 1 t\nc Q0 x 1 1 t\nd Q0 x 1 1 t\ne Q0 x 1 1 t\n";
    struct limier_eval_scores *first = measured(qrels, best), *second = measured(qrels, ""),
                              *other = measured("a 0 x 1\n", best);
    struct limier_eval_difference d[LIMIER_MEASURES];
    assert_int_equal(limier_eval_compare(first, second, d, NULL), LIMIER_OK);
    for (int m = 0; m < LIMIER_MEASURES; m++) {
        assert_true(d[m].difference == 1);
        assert_true(fabs(d[m].p - 0.0625) < 0.006);
    }
    assert_int_equal(limier_eval_compare(second, first, d, NULL), LIMIER_OK);
    assert_true(d[LIMIER_MAP].difference == -1);
    assert_int_equal(limier_eval_compare(first, other, d, NULL), LIMIER_USAGE);
    limier_eval_scores_free(first);
    limier_eval_scores_free(second);
    limier_eval_scores_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_one_query),
        cmocka_unit_test(measures_are_cut),
        cmocka_unit_test(means_are_over_judged_queries),
        cmocka_unit_test(no_query_has_no_mean),
        cmocka_unit_test(bad_lines_are_told),
        cmocka_unit_test(absent_files_are_errors),
        cmocka_unit_test(signs_are_randomised),
        cmocka_unit_test(runs_are_compared),
    };
    return cmocka_run_group_tests_name("eval", tests, NULL, NULL);
}
