/* SPDX-License-Identifier: ISC */
/* test_value.c - value trees: looking, printing, merging, copying. */
#include "base/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct fg_arena arena;

static int
free_arena(void **state)
{
	(void)state;
	fg_arena_free(&arena);
	return 0;
}

static struct fg_value *
scalar(enum fg_kind kind, const char *text)
{
	struct fg_value *v = fg_value_string(&arena, fg_str_c(text));

	v->kind = kind;
	return v;
}

/* A map of texts: name, value, ..., NULL; "~" is null. */
static struct fg_value *
map_of(const char *const *parts)
{
	struct fg_value *v = FG_NEW(&arena, struct fg_value);

	v->kind = FG_MAP;
	v->map.pairs = fg_arena_array(&arena, 64, sizeof(*v->map.pairs));
	for (; *parts; parts += 2) {
		struct fg_pair *pair = &v->map.pairs[v->map.n++];

		pair->key = fg_str_c(parts[0]);
		pair->value = scalar(
		    strcmp(parts[1], "~") ? FG_STRING : FG_NULL, parts[1]);
	}
	return v;
}

#define MAP(...) map_of((const char *const[]){__VA_ARGS__, NULL})

static void
assert_text(struct fg_str s, const char *expected)
{
	assert_int_equal(s.n, strlen(expected));
	assert_memory_equal(s.p, expected, s.n);
}

static void
test_get(void **state)
{
	struct fg_value *v = MAP("a", "1", "b", "2", "", "3");

	(void)state;
	assert_text(fg_value_get(v, "b")->text, "2");
	assert_text(fg_value_get(v, "")->text, "3");
	assert_null(fg_value_get(v, "c"));
	assert_null(fg_value_get(NULL, "a"));
	assert_null(fg_value_get(scalar(FG_STRING, "a"), "a"));
	assert_ptr_equal(
	    fg_value_pair(v, FG_STR("a"))->value, fg_value_get(v, "a"));
}

static void
test_truth(void **state)
{
	struct fg_value *v = scalar(FG_BOOL, "no");

	(void)state;
	assert_true(fg_value_is_false(v));
	assert_false(fg_value_is_true(v));
	assert_false(fg_value_is_null(v));
	v->boolean = true;
	assert_false(fg_value_is_false(v));
	assert_true(fg_value_is_true(v));
	/* Text is true, "false" and "" too. */
	assert_true(fg_value_is_true(scalar(FG_STRING, "false")));
	assert_false(fg_value_is_false(scalar(FG_STRING, "false")));
	assert_true(fg_value_is_true(scalar(FG_STRING, "")));
	assert_false(fg_value_is_true(scalar(FG_NULL, "")));
	assert_false(fg_value_is_true(NULL));
	assert_true(fg_value_is_null(NULL));
	assert_false(fg_value_is_false(NULL));
}

/* What ruby 3.1 prints for the same numbers. */
static const struct {
	double real;
	const char *text;
} reals[] = {
    {1.10, "1.1"},
    {1, "1.0"},
    {0.0, "0.0"},
    {-0.0, "-0.0"},
    {-1.5, "-1.5"},
    {0.1, "0.1"},
    {100, "100.0"},
    {1500, "1500.0"},
    {0.0001, "0.0001"},
    {0.00012345, "0.00012345"},
    {0.00001, "1.0e-05"},
    {1.5e-10, "1.5e-10"},
    {123456789.123456789, "123456789.12345679"},
    {1e15, "1000000000000000.0"},
    {9007199254740993.0, "9007199254740992.0"},
    {1e16, "1.0e+16"},
    {12345678901234567.0, "1.2345678901234568e+16"},
    {6.02e23, "6.02e+23"},
    {5e-324, "5.0e-324"},
    {1.7976931348623157e308, "1.7976931348623157e+308"},
    {-1.7976931348623157e308, "-1.7976931348623157e+308"},
    {0.30000000000000004, "0.30000000000000004"},
    {1 / 0.0, "Infinity"},
    {-1 / 0.0, "-Infinity"},
    {0 / 0.0, "NaN"},
};

static void
test_text_of_numbers(void **state)
{
	struct fg_value *v = scalar(FG_INTEGER, "010");

	(void)state;
	for (size_t i = 0; i < sizeof(reals) / sizeof(*reals); i++) {
		struct fg_value *real = scalar(FG_FLOAT, "written");

		real->real = reals[i].real;
		assert_text(fg_value_text(real, &arena), reals[i].text);
	}
	v->integer = 8;
	assert_text(fg_value_text(v, &arena), "8");
	v->integer = INT64_MIN;
	assert_text(fg_value_text(v, &arena), "-9223372036854775808");
}

static void
test_text_of_others(void **state)
{
	struct fg_value *yes = scalar(FG_BOOL, "yes");

	(void)state;
	yes->boolean = true;
	assert_text(fg_value_text(yes, &arena), "true");
	assert_text(fg_value_text(scalar(FG_BOOL, "no"), &arena), "false");
	assert_text(fg_value_text(scalar(FG_STRING, "x"), &arena), "x");
	assert_text(
	    fg_value_text(scalar(FG_DATE, "2024-3-8"), &arena), "2024-03-08");
	assert_text(
	    fg_value_text(scalar(FG_DATE, "2024-03-08"), &arena), "2024-03-08");
	assert_text(
	    fg_value_text(scalar(FG_DATE, "2024-11-8"), &arena), "2024-11-08");
	assert_null(fg_value_text(scalar(FG_NULL, "~"), &arena).p);
	assert_null(fg_value_text(MAP("a", "b"), &arena).p);
	assert_null(fg_value_text(NULL, &arena).p);
}

static void
test_merge(void **state)
{
	struct fg_value *earlier = MAP("a", "1", "b", "2", "c", "3");
	struct fg_value *later = MAP("b", "20", "c", "~", "d", "~", "e", "5");
	struct fg_value *merged;

	(void)state;
	earlier->map.pairs[0].value = MAP("x", "1", "y", "2");
	merged = fg_value_merge(&arena, earlier, later);
	assert_int_equal(merged->map.n, 5);
	assert_text(fg_value_get(merged, "b")->text, "20");
	assert_text(fg_value_get(merged, "c")->text, "3");
	assert_int_equal(fg_value_get(merged, "d")->kind, FG_NULL);
	assert_text(fg_value_get(merged, "e")->text, "5");
	assert_text(fg_value_get(earlier, "b")->text, "2");
	assert_int_equal(earlier->map.n, 3);

	later->map.pairs[0].key = FG_STR("a");
	later->map.pairs[0].value = MAP("y", "3", "z", "4");
	merged = fg_value_merge(&arena, earlier, later);
	merged = fg_value_get(merged, "a");
	assert_int_equal(merged->map.n, 3);
	assert_text(fg_value_get(merged, "x")->text, "1");
	assert_text(fg_value_get(merged, "y")->text, "3");
	assert_text(fg_value_get(merged, "z")->text, "4");
}

static void
test_merge_others(void **state)
{
	struct fg_value *map = MAP("a", "1"), *text = scalar(FG_STRING, "x");
	struct fg_value *null = scalar(FG_NULL, "");

	(void)state;
	assert_int_equal(fg_value_merge(&arena, map, text)->kind, FG_STRING);
	assert_int_equal(fg_value_merge(&arena, text, map)->kind, FG_MAP);
	assert_int_equal(fg_value_merge(&arena, map, null)->kind, FG_MAP);
	assert_int_equal(fg_value_merge(&arena, null, map)->kind, FG_MAP);
	assert_int_equal(fg_value_merge(&arena, map, NULL)->kind, FG_MAP);
	assert_int_equal(fg_value_merge(&arena, NULL, map)->kind, FG_MAP);
	assert_int_equal(fg_value_merge(&arena, NULL, NULL)->kind, FG_NULL);
}

/* More pairs than are searched one by one. */
static void
test_merge_many(void **state)
{
	enum { MANY = 40 };
	struct fg_value *v[2], *merged;

	(void)state;
	for (int which = 0; which < 2; which++) {
		v[which] = MAP("", "");
		v[which]->map.n = MANY;
		for (int i = 0; i < MANY; i++) {
			char key[16];

			snprintf(key, sizeof(key), "k%d", i + which * 20);
			v[which]->map.pairs[i].key =
			    fg_arena_copy(&arena, fg_str_c(key));
			v[which]->map.pairs[i].value =
			    scalar(FG_STRING, which ? "later" : "earlier");
		}
	}
	merged = fg_value_merge(&arena, v[0], v[1]);
	assert_int_equal(merged->map.n, 60);
	assert_text(fg_value_get(merged, "k19")->text, "earlier");
	assert_text(fg_value_get(merged, "k20")->text, "later");
	assert_text(fg_value_get(merged, "k59")->text, "later");
	assert_text(merged->map.pairs[20].key, "k20");
}

static void
test_copy(void **state)
{
	struct fg_arena other = {0};
	struct fg_value *v = MAP("a", "1", "b", "2"), *copy;
	struct fg_value *list = FG_NEW(&arena, struct fg_value);

	(void)state;
	list->kind = FG_LIST;
	list->line = 7;
	list->list.n = 1;
	list->list.items = &v->map.pairs[0].value;
	v->map.pairs[1].value = list;
	v->map.pairs[1].column = 3;
	copy = fg_value_copy(&other, v);
	fg_arena_free(&arena);
	assert_text(fg_value_get(copy, "a")->text, "1");
	assert_int_equal(copy->map.pairs[1].column, 3);
	list = fg_value_get(copy, "b");
	assert_int_equal(list->line, 7);
	assert_text(list->list.items[0]->text, "1");
	assert_null(fg_value_copy(&other, NULL));
	fg_arena_free(&other);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_get, free_arena),
	    cmocka_unit_test_teardown(test_truth, free_arena),
	    cmocka_unit_test_teardown(test_text_of_numbers, free_arena),
	    cmocka_unit_test_teardown(test_text_of_others, free_arena),
	    cmocka_unit_test_teardown(test_merge, free_arena),
	    cmocka_unit_test_teardown(test_merge_others, free_arena),
	    cmocka_unit_test_teardown(test_merge_many, free_arena),
	    cmocka_unit_test_teardown(test_copy, free_arena),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
