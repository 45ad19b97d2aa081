/* SPDX-License-Identifier: ISC */
/* validate.c - feedgen validate: are these valid feeds and sitemaps? */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/report.h"

/* One byte more than the library takes, so that it can say so. */
#define INPUT_MOST ((256u << 20) + 1)
#define INPUT_FIRST (64u << 10)
#define INPUT_NAME "<stdin>"

static const struct fg_cli_option options[] = {
    FG_CLI_OPTION('q', "quiet", FLAG, quiet, NULL, "print nothing but errors"),
    FG_CLI_OPTION('v', "verbose", FLAG, verbose, NULL, "print notes, too"),
    FG_CLI_OPTION_FORMAT,
    FG_CLI_OPTION_HELP,
    FG_CLI_OPTION_END,
};

/* Read standard input to its end; -1 after saying why that failed. */
static int
read_input(char **bytes, size_t *size)
{
	size_t capacity = INPUT_FIRST;
	ssize_t n = 1;

	*size = 0;
	*bytes = fg_cli_alloc(capacity, 1);
	while (n != 0 && *size < INPUT_MOST) {
		if (*size == capacity) {
			capacity *= 2;
			*bytes = fg_cli_resize(*bytes, capacity);
		}
		n = read(STDIN_FILENO, *bytes + *size, capacity - *size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			fg_cli_complain("cannot read standard input: %s",
			    strerrordesc_np(errno));
			return -1;
		}
		*size += (size_t)n;
	}
	return 0;
}

static enum feedgen_status
validate_input(const char **format, const struct feedgen_report *callbacks)
{
	enum feedgen_status status = FEEDGEN_FAILED;
	char *bytes;
	size_t size;

	*format = NULL;
	if (read_input(&bytes, &size) == 0)
		status = feedgen_validate(
		    format, bytes, size, INPUT_NAME, callbacks);
	free(bytes);
	return status;
}

static bool
is_input(const char *operand)
{
	return strcmp(operand, "-") == 0;
}

static enum feedgen_status
validate_all(struct fg_cli_report *report, const struct fg_cli_values *values)
{
	struct feedgen_report callbacks = fg_cli_report_callbacks(report);
	enum feedgen_status worst = FEEDGEN_OK;
	size_t valid = 0;

	for (size_t i = 0; i < values->operand_count; i++) {
		const char *file = values->operands[i];
		const char *format;
		enum feedgen_status status;

		if (is_input(file)) {
			file = INPUT_NAME;
			status = validate_input(&format, &callbacks);
		} else {
			status =
			    feedgen_validate_file(&format, file, &callbacks);
		}
		fg_cli_report_document(report, file, format, status);
		valid += status == FEEDGEN_OK;
		if (status > worst)
			worst = status;
	}
	fg_cli_report_validation(report, worst, valid, values->operand_count);
	return worst;
}

static enum feedgen_status
run(const struct fg_cli_values *values)
{
	struct fg_cli_report report;
	size_t inputs = 0;

	if (values->operand_count == 0)
		return fg_cli_misused(fg_cli_validate.name,
		    "name a file to validate, or '-' for standard input");
	for (size_t i = 0; i < values->operand_count; i++)
		inputs += is_input(values->operands[i]);
	if (inputs > 1)
		return fg_cli_misused(fg_cli_validate.name,
		    "standard input can be read only once");
	fg_cli_report_init(&report, values);
	return validate_all(&report, values);
}

const struct fg_cli_command fg_cli_validate = {
    .name = "validate",
    .summary = "check feeds and sitemaps, from feedgen or not",
    .operands = "FILE...",
    .description =
	"Check whether each FILE is a valid Atom feed or entry, RSS 2.0 feed, "
	"sitemap or sitemap index; '-' is standard input.",
    .options = options,
    .run = run,
};
