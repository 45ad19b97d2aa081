/* SPDX-License-Identifier: ISC */
/*
 * html5lib.h - run tokenizer tests written in html5lib's JSON format.
 *
 * Each file holds {"tests": [{"description", "input", "output",
 * "initialStates", "lastStartTag", "doubleEscaped"}]}; parse errors that a
 * test lists are ignored.  A test is run once for each of its states.
 */
#ifndef FG_TESTS_HTML5LIB_H
#define FG_TESTS_HTML5LIB_H

#include "lib/html.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

struct html5lib_count {
	unsigned passed, failed;
};

/* As UTF-8; a surrogate alone too, since tests hold some. */
static void
add_code_unit(struct fg_buf *out, unsigned long cp)
{
	if (cp >= 0x10000) {
		fg_buf_add_char(out, (char)(0xf0 | cp >> 18));
		fg_buf_add_char(out, (char)(0x80 | (cp >> 12 & 0x3f)));
	} else if (cp >= 0x800) {
		fg_buf_add_char(out, (char)(0xe0 | cp >> 12));
	}
	if (cp >= 0x800)
		fg_buf_add_char(out, (char)(0x80 | (cp >> 6 & 0x3f)));
	else if (cp >= 0x80)
		fg_buf_add_char(out, (char)(0xc0 | cp >> 6));
	fg_buf_add_char(out, (char)(cp < 0x80 ? cp : 0x80 | (cp & 0x3f)));
}

static bool
is_escape(struct fg_str s, size_t at, unsigned long *unit)
{
	char hex[5] = "", *end;

	if (at + 6 > s.n || s.p[at] != '\\' || s.p[at + 1] != 'u')
		return false;
	memcpy(hex, s.p + at + 2, 4);
	*unit = strtoul(hex, &end, 16);
	return end == hex + 4;
}

/* The text of a JSON string, \uHHHH read once more if asked for. */
static void
add_unescaped(struct fg_buf *out, const json_t *string, bool twice)
{
	struct fg_str s = {
	    json_string_value(string), json_string_length(string)};
	unsigned long unit, low;
	size_t at = 0;

	while (at < s.n) {
		if (!twice || !is_escape(s, at, &unit)) {
			fg_buf_add_char(out, s.p[at++]);
			continue;
		}
		at += 6;
		if (unit >> 10 == 0x36 && is_escape(s, at, &low) &&
		    low >> 10 == 0x37) {
			unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
			at += 6;
		}
		add_code_unit(out, unit);
	}
}

static json_t *
string_of(struct fg_buf *text)
{
	json_t *string = json_stringn_nocheck(text->p ? text->p : "", text->n);

	fg_buf_free(text);
	return string;
}

/* A copy of the expected tokens, unescaped at every depth (at most four). */
static json_t *
unescaped(const json_t *value)
{
	struct fg_buf text = {0};
	json_t *copy, *item;
	const char *key;
	size_t i;

	if (json_is_string(value)) {
		add_unescaped(&text, value, true);
		return string_of(&text);
	}
	if (json_is_array(value)) {
		copy = json_array();
		json_array_foreach(value, i, item)
		    json_array_append_new(copy, unescaped(item));
		return copy;
	}
	if (!json_is_object(value))
		return json_deep_copy(value);
	copy = json_object();
	json_object_foreach((json_t *)(uintptr_t)value, key, item)
	{
		json_t *name = json_string(key);

		add_unescaped(&text, name, true);
		json_object_set_new_nocheck(
		    copy, text.p ? text.p : "", unescaped(item));
		json_decref(name);
		fg_buf_free(&text);
	}
	return copy;
}

static json_t *
name_of(struct fg_str name)
{
	struct fg_buf text = {0};

	if (!name.p)
		return json_null();
	fg_html_decode_name(&text, name);
	return string_of(&text);
}

static json_t *
identifier(struct fg_str id)
{
	struct fg_buf text = {0};

	if (!id.p)
		return json_null();
	fg_html_normalise(&text, id);
	return string_of(&text);
}

static json_t *
attributes_of(const struct fg_html_token *token)
{
	json_t *all = json_object();

	for (size_t i = 0; i < token->attribute_count; i++) {
		struct fg_buf name = {0}, value = {0};

		fg_html_decode_name(&name, token->attributes[i].name);
		fg_html_decode(&value, token->attributes[i].value, true);
		if (json_object_get(all, name.p))
			fg_buf_add_c(&value, " (not left out)");
		json_object_set_new_nocheck(all, name.p, string_of(&value));
		fg_buf_free(&name);
	}
	return all;
}

static json_t *
doctype_of(const struct fg_html_token *token)
{
	json_t *all = json_array();

	json_array_append_new(all, json_string("DOCTYPE"));
	json_array_append_new(all, name_of(token->name));
	json_array_append_new(all, identifier(token->public_id));
	json_array_append_new(all, identifier(token->system_id));
	json_array_append_new(all, json_boolean(!token->force_quirks));
	return all;
}

static json_t *
token_of(const struct fg_html_token *token, struct fg_buf *text)
{
	json_t *all;

	if (token->kind == FG_HTML_DOCTYPE)
		return doctype_of(token);
	all = json_array();
	switch (token->kind) {
	case FG_HTML_START_TAG:
		json_array_append_new(all, json_string("StartTag"));
		json_array_append_new(all, name_of(token->name));
		json_array_append_new(all, attributes_of(token));
		if (token->self_closing)
			json_array_append_new(all, json_true());
		break;
	case FG_HTML_END_TAG:
		json_array_append_new(all, json_string("EndTag"));
		json_array_append_new(all, name_of(token->name));
		break;
	case FG_HTML_COMMENT:
		json_array_append_new(all, json_string("Comment"));
		fg_html_token_text(text, token);
		json_array_append_new(all, string_of(text));
		break;
	default:
		json_array_append_new(all, json_string("Character"));
		json_array_append_new(all, string_of(text));
	}
	return all;
}

static json_t *
tokenize(struct fg_str input, enum fg_html_state state, struct fg_str last)
{
	static const struct fg_html_token end_of_text = {.kind = FG_HTML_TEXT};
	json_t *all = json_array();
	struct fg_html_tokenizer t;
	struct fg_html_token token;
	struct fg_buf text = {0}, comment = {0};
	bool more;

	fg_html_init(&t, input);
	t.state = state;
	t.last_start_tag = last;
	do {
		more = fg_html_next(&t, &token);
		if (token.kind == FG_HTML_TEXT || token.kind == FG_HTML_CDATA) {
			fg_html_token_text(&text, &token);
			continue;
		}
		if (text.n > 0)
			json_array_append_new(
			    all, token_of(&end_of_text, &text));
		if (more)
			json_array_append_new(all, token_of(&token, &comment));
		/* The tests know no tree construction: undo its switches. */
		if (token.kind == FG_HTML_START_TAG) {
			t.state = FG_HTML_DATA;
			t.foreign = false;
			t.foreign_depth = 0;
		}
	} while (more);
	fg_buf_free(&text);
	fg_html_free(&t);
	return all;
}

static enum fg_html_state
state_named(const char *name)
{
	static const char *const names[] = {
	    [FG_HTML_DATA] = "Data state",
	    [FG_HTML_RCDATA] = "RCDATA state",
	    [FG_HTML_RAWTEXT] = "RAWTEXT state",
	    [FG_HTML_SCRIPT] = "Script data state",
	    [FG_HTML_PLAINTEXT] = "PLAINTEXT state",
	    [FG_HTML_CDATA_SECTION] = "CDATA section state",
	};
	unsigned state = 0;

	while (state < sizeof(names) / sizeof(*names) &&
	       strcmp(names[state], name) != 0)
		state++;
	return (enum fg_html_state)state;
}

static void
run_test(struct html5lib_count *count, const char *path, const json_t *test,
    const char *state)
{
	bool twice = json_is_true(json_object_get(test, "doubleEscaped"));
	const json_t *output = json_object_get(test, "output");
	json_t *expected = twice ? unescaped(output) : json_deep_copy(output);
	struct fg_buf input = {0};
	char *want, *have;
	json_t *actual;

	add_unescaped(&input, json_object_get(test, "input"), twice);
	actual = tokenize(fg_buf_str(&input), state_named(state),
	    fg_str_c(json_string_value(json_object_get(test, "lastStartTag"))));
	if (json_equal(actual, expected)) {
		count->passed++;
	} else {
		count->failed++;
		want = json_dumps(expected, JSON_ENSURE_ASCII);
		have = json_dumps(actual, JSON_ENSURE_ASCII);
		printf("FAILED %s: %s (%s)\n  expected %s\n  actual   %s\n",
		    path,
		    json_string_value(json_object_get(test, "description")),
		    state, want ? want : "?", have ? have : "?");
		free(want);
		free(have);
	}
	json_decref(actual);
	json_decref(expected);
	fg_buf_free(&input);
}

static void
run_file(struct html5lib_count *count, const char *path)
{
	json_error_t error;
	json_t *file = json_load_file(path, JSON_ALLOW_NUL, &error);
	json_t *test, *state;
	size_t i, j;

	if (!file) {
		printf("FAILED %s:%d: %s\n", path, error.line, error.text);
		count->failed++;
		return;
	}
	/* xmlViolationTests are about another program: they are no "tests". */
	json_array_foreach(json_object_get(file, "tests"), i, test)
	{
		json_t *states = json_object_get(test, "initialStates");

		if (!states)
			run_test(count, path, test, "Data state");
		json_array_foreach(states, j, state)
		    run_test(count, path, test, json_string_value(state));
	}
	json_decref(file);
}

static int
is_test_file(const struct dirent *entry)
{
	struct fg_str name = fg_str_c(entry->d_name);

	return fg_str_ends(name, FG_STR(".test")) ||
	       fg_str_ends(name, FG_STR(".json"));
}

/* Run all *.test and *.json of the folder; failures go to stdout. */
static void
html5lib_run(struct html5lib_count *count, const char *folder)
{
	struct dirent **entries;
	int n = scandir(folder, &entries, is_test_file, alphasort);

	if (n < 0) {
		printf("FAILED %s: cannot be read\n", folder);
		count->failed++;
		return;
	}
	for (int i = 0; i < n; i++) {
		struct fg_buf path = {0};

		fg_buf_printf(&path, "%s/%s", folder, entries[i]->d_name);
		run_file(count, path.p);
		fg_buf_free(&path);
		free(entries[i]);
	}
	free(entries);
}

#endif
