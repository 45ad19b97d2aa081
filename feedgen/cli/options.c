/* SPDX-License-Identifier: ISC */
/* options.c - options and operands of a command, from a table. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/print.h"

/* Where the descriptions begin. */
#define DOC_COLUMN 30

const char *const fg_cli_formats[] = {"text", "json", NULL};

struct parser {
	const struct fg_cli_command *command;
	struct fg_cli_values *values;
	char **next, **end; /* arguments that are not yet read */
};

/* ---- values ---- */

static bool
is_empty(const char *text)
{
	return text[0] == '\0';
}

static int
misused(const struct parser *p, const char *shown, const char *expected,
    const char *value)
{
	fg_cli_misused(p->command->name, "%s must be %s, not '%s'", shown,
	    expected, value);
	return -1;
}

static int
store_word(struct parser *p, const struct fg_cli_option *option,
    const char *shown, const char *value)
{
	char expected[128] = "";
	const char *between = "";

	for (const char *const *word = option->words; *word; word++) {
		size_t n = strlen(expected);

		if (strcmp(*word, value) == 0) {
			*(const char **)((char *)p->values + option->offset) =
			    *word;
			return 0;
		}
		snprintf(expected + n, sizeof(expected) - n, "%s'%s'", between,
		    *word);
		between = " or ";
	}
	return misused(p, shown, expected, value);
}

static int
store_jobs(struct parser *p, const char *shown, const char *value)
{
	unsigned n = 0;
	size_t i = 0;

	for (; value[i] >= '0' && value[i] <= '9' && n <= FG_CLI_JOBS_MOST; i++)
		n = n * 10 + (unsigned)(value[i] - '0');
	if (value[i] || n < 1 || n > FG_CLI_JOBS_MOST)
		return misused(p, shown, "a number from 1 to 64", value);
	p->values->build.jobs = n;
	return 0;
}

/* "_config.yml,local.yml", as Jekyll takes it; a comma cannot be escaped. */
static int
store_list(struct parser *p, const char *shown, const char *value)
{
	struct fg_cli_values *v = p->values;
	size_t n = 1;
	char *part;

	free(v->config_text);
	v->config_text = fg_cli_alloc(strlen(value) + 1, 1);
	memcpy(v->config_text, value, strlen(value));
	for (const char *c = value; *c; c++)
		n += *c == ',';
	v->configs = fg_cli_resize(v->configs, n * sizeof(*v->configs));
	v->config_count = 0;
	part = v->config_text;
	while (part) {
		char *comma = strchr(part, ',');

		if (comma)
			*comma++ = '\0';
		if (is_empty(part))
			return misused(
			    p, shown, "file names between commas", value);
		v->configs[v->config_count++] = part;
		part = comma;
	}
	return 0;
}

static int
store(struct parser *p, const struct fg_cli_option *option, const char *shown,
    const char *value)
{
	char *field = (char *)p->values + option->offset;

	if (value && is_empty(value)) {
		fg_cli_misused(
		    p->command->name, "the value of %s is empty", shown);
		return -1;
	}
	switch (option->type) {
	case FG_CLI_FLAG:
		*(bool *)field = true;
		break;
	case FG_CLI_VALUE:
		*(const char **)field = value;
		break;
	case FG_CLI_WORD:
		return store_word(p, option, shown, value);
	case FG_CLI_TIME:
		if (!feedgen_time_parse((struct feedgen_time *)field, value))
			return misused(p, shown,
			    "a date and time like 2026-01-31T12:00:00+01:00",
			    value);
		break;
	case FG_CLI_JOBS:
		return store_jobs(p, shown, value);
	case FG_CLI_LIST:
		return store_list(p, shown, value);
	}
	return 0;
}

/* ---- arguments ---- */

static bool
has_value(const struct fg_cli_option *option)
{
	return option->value != NULL;
}

static int
missing_value(const struct parser *p, const struct fg_cli_option *option,
    const char *shown)
{
	fg_cli_misused(p->command->name, "%s needs a value: %s%s%s", shown,
	    shown, shown[1] == '-' ? "=" : " ", option->value);
	return -1;
}

static int
unknown_name(const struct parser *p, const char *name, size_t length)
{
	struct fg_cli_nearest nearest = {NULL, 0};
	char given[32];

	/* A longer one is like none of ours. */
	snprintf(given, sizeof(given), "%.*s",
	    length < sizeof(given) ? (int)length : 0, name);
	for (const struct fg_cli_option *o = p->command->options; o->doc; o++)
		fg_cli_compare(&nearest, given, o->name);
	if (nearest.name)
		fg_cli_misused(p->command->name,
		    "there is no option '--%.*s'; did you mean '--%s'?",
		    (int)length, name, nearest.name);
	else
		fg_cli_misused(p->command->name, "there is no option '--%.*s'",
		    (int)length, name);
	return -1;
}

/* "name", "name=value", or "name" with its value in the next argument. */
static int
read_long(struct parser *p, const char *argument)
{
	size_t length = strcspn(argument, "=");
	const char *value = argument[length] ? argument + length + 1 : NULL;
	const struct fg_cli_option *o = p->command->options;
	char shown[40];

	while (o->doc && (strlen(o->name) != length ||
			     memcmp(o->name, argument, length) != 0))
		o++;
	if (!o->doc)
		return unknown_name(p, argument, length);
	snprintf(shown, sizeof(shown), "--%s", o->name);
	if (!has_value(o) && value) {
		fg_cli_misused(p->command->name, "%s takes no value", shown);
		return -1;
	}
	if (has_value(o) && !value) {
		if (p->next == p->end)
			return missing_value(p, o, shown);
		value = *p->next++;
	}
	return store(p, o, shown, value);
}

static int
unknown_letter(const struct parser *p, const char *at)
{
	uint32_t cp;
	int length = (int)fg_cli_decode(&cp, at);

	fg_cli_misused(
	    p->command->name, "there is no option '-%.*s'", length, at);
	return -1;
}

/* Letters together: "-nq", "-j4", "-o" with its value in the next argument. */
static int
read_letters(struct parser *p, const char *letters)
{
	for (; *letters; letters++) {
		const struct fg_cli_option *o = p->command->options;
		char shown[] = {'-', *letters, '\0'};
		const char *value = NULL;

		while (o->doc && o->letter != *letters)
			o++;
		if (!o->doc)
			return unknown_letter(p, letters);
		if (has_value(o)) {
			value = letters[1] ? letters + 1 : *p->next;
			if (!value)
				return missing_value(p, o, shown);
			p->next += !letters[1];
		}
		if (store(p, o, shown, value) != 0)
			return -1;
		if (value)
			return 0;
	}
	return 0;
}

static int
read_argument(struct parser *p, const char *argument)
{
	if (strncmp(argument, "--", 2) == 0)
		return read_long(p, argument + 2);
	if (argument[0] == '-' && argument[1])
		return read_letters(p, argument + 1);
	p->values->operands[p->values->operand_count++] = argument;
	return 0;
}

static int
read_arguments(struct parser *p)
{
	struct fg_cli_values *v = p->values;

	while (p->next < p->end) {
		const char *argument = *p->next++;

		if (strcmp(argument, "--") == 0)
			break;
		if (read_argument(p, argument) != 0)
			return -1;
	}
	while (p->next < p->end)
		v->operands[v->operand_count++] = *p->next++;
	for (size_t i = 0; i < v->operand_count; i++) {
		if (!is_empty(v->operands[i]))
			continue;
		fg_cli_misused(p->command->name, "a name is empty");
		return -1;
	}
	if (v->quiet && v->verbose) {
		fg_cli_misused(p->command->name,
		    "--quiet and --verbose exclude each other");
		return -1;
	}
	return 0;
}

bool
fg_cli_asks_for_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "-h") == 0 ||
		    strcmp(argv[i], "--help") == 0)
			return true;
	return false;
}

int
fg_cli_values_read(struct fg_cli_values *out,
    const struct fg_cli_command *command, int argc, char **argv)
{
	struct parser p = {
	    .command = command,
	    .values = out,
	    .next = argv + 1,
	    .end = argv + argc,
	};

	*out = (struct fg_cli_values){.build = FEEDGEN_BUILD_OPTIONS_INIT};
	out->operands = fg_cli_alloc((size_t)argc, sizeof(*out->operands));
	if (read_arguments(&p) != 0)
		return -1;
	out->build.configs = out->configs;
	out->build.config_count = out->config_count;
	return 0;
}

void
fg_cli_values_free(struct fg_cli_values *values)
{
	free(values->configs);
	free(values->config_text);
	free(values->operands);
}

enum fg_cli_format
fg_cli_values_format(const struct fg_cli_values *values)
{
	bool is_json = values->format && strcmp(values->format, "json") == 0;

	return is_json ? FG_CLI_JSON : FG_CLI_TEXT;
}

/* ---- help ---- */

void
fg_cli_print_options(const struct fg_cli_option *options)
{
	for (const struct fg_cli_option *o = options; o->doc; o++) {
		int n = printf(o->letter ? "  -%c, " : "      ", o->letter);

		n += printf("--%s", o->name);
		if (o->value)
			n += printf("=%s", o->value);
		if (n + 2 > DOC_COLUMN)
			n = printf("\n") - 1;
		printf("%*s", DOC_COLUMN - n, "");
		fg_cli_put_wrapped(stdout, o->doc, DOC_COLUMN, DOC_COLUMN);
	}
}
