/* SPDX-License-Identifier: ISC */
/* test_data.c - data files of a site. */
#include "site.h"

#include "input/data.h"

#define URL "url: https://example.org\ntitle: T\n"

static const struct {
	const char *config, *path, *text;
	int result;
	const char *name; /* of the author "jane"; NULL: there is none */
	const char *problems;
} rows[] = {
    {"", "other.yml", "", 0, NULL, ""},
    {"", "_data/authors.yml", "jane: {name: Jane}", 0, "Jane", ""},
    {"", "_data/authors.yaml", "jane:\n  name: Jane\n", 0, "Jane", ""},
    {"", "_data/authors.json", "{\"jane\": {\"name\": \"J\\u00e4ne\"}}", 0,
	"J\u00e4ne", ""},
    {"data_dir: facts\n", "facts/authors.yml", "jane: {name: Jane}", 0, "Jane",
	""},
    {"data_dir: facts\n", "_data/authors.yml", "jane: {name: Jane}", 0, NULL,
	""},
    {"", "_data/authors.csv", "jane,Jane", 0, NULL, ""},
    {"", "_data/authors.yml", "", 0, NULL, ""},
    {"", "_data/authors.yml", "- jane\n", 0, NULL, ""},
    {"", "_data/authors.yml", "a: b\njane: {name: 'x}\n", -1, NULL,
	"site/_data/authors.yml:2:14: yaml-syntax\n"},
    {"", "_data/authors.yml", "a: \xff\n", -1, NULL,
	"site/_data/authors.yml:1:4: yaml-not-utf8\n"},
    {"", "_data/authors.yml/x", "", -1, NULL,
	"site/_data/authors.yml:0:0: file-not-regular\n"},
    /* Folders nest: section 13. */
    {"", "_data/authors/jane.yml", "name: Jane", 0, "Jane", ""},
    {"", "_data/authors/jane.yml", "name: 'J", -1, NULL,
	"site/_data/authors/jane.yml:1:9: yaml-syntax\n"},
};

static void
authors_are_found(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct fg_value *authors;
		char config[128];
		struct fg_str name, file;

		site_put(rows[i].path, rows[i].text);
		snprintf(config, sizeof(config), URL "%s", rows[i].config);
		site_open(t, config);
		assert_int_equal(fg_data_read(&authors, &file, t->site, "authors",
				     &t->arena, &t->diags),
		    rows[i].result);
		assert_problems(t, rows[i].problems);
		name = fg_value_text(
		    fg_value_get(fg_value_get(authors, "jane"), "name"),
		    &t->arena);
		assert_int_equal(name.p != NULL, rows[i].name != NULL);
		if (rows[i].name)
			assert_str(name, rows[i].name);
		site_clear(t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(authors_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
