/* SPDX-License-Identifier: ISC */
/* report.c - diagnostics and results, as text or as JSON lines. */
#include "cli/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/json.h"
#include "cli/print.h"

static const char *const severities[] = {
    [FEEDGEN_NOTE] = "note",
    [FEEDGEN_WARNING] = "warning",
    [FEEDGEN_ERROR] = "error",
};

static const char *const faults[] = {
    [FEEDGEN_FAULT_INPUT] = "input",
    [FEEDGEN_FAULT_CONFIG] = "configuration",
    [FEEDGEN_FAULT_SYSTEM] = "system",
};

static const char *const statuses[] = {
    [FEEDGEN_CREATED] = "created",
    [FEEDGEN_UPDATED] = "updated",
    [FEEDGEN_UNCHANGED] = "unchanged",
    [FEEDGEN_REMOVED] = "removed",
};

/* The same for a dry run, which did nothing of it. */
static const char *const intents[] = {
    [FEEDGEN_CREATED] = "would create",
    [FEEDGEN_UPDATED] = "would update",
    [FEEDGEN_UNCHANGED] = "unchanged",
    [FEEDGEN_REMOVED] = "would remove",
};

/* ---- colours ---- */

#define BOLD "1"
#define GREEN "1;32"

static const char *const colours[] = {
    [FEEDGEN_NOTE] = "1;36",
    [FEEDGEN_WARNING] = "1;35",
    [FEEDGEN_ERROR] = "1;31",
};

static bool
wants_colours(void)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && !(no_color && *no_color) && term &&
	       strcmp(term, "dumb") != 0;
}

static void
paint(const struct fg_cli_report *r, const char *colour)
{
	if (r->is_coloured)
		fprintf(stderr, "\033[%sm", colour);
}

static void
paint_no_more(const struct fg_cli_report *r)
{
	paint(r, "");
}

/* ---- diagnostics as text ---- */

/* "_posts/2026-01-01-first.md:4:7: error: " */
static void
put_place(const struct fg_cli_report *r, const struct feedgen_diag *d,
    enum feedgen_severity severity)
{
	paint(r, BOLD);
	fg_cli_put(stderr, d->file && *d->file ? d->file : "feedgen");
	if (d->line)
		fprintf(stderr, ":%u", d->line);
	if (d->line && d->column)
		fprintf(stderr, ":%u", d->column);
	fputs(": ", stderr);
	paint_no_more(r);
	paint(r, colours[severity]);
	fprintf(stderr, "%s: ", severities[severity]);
	paint_no_more(r);
}

/*
 * Columns that a terminal gives to what stands before the code point `column`;
 * -1 if the line has none there, nor its end.
 */
static int
columns_before(const char *line, unsigned column)
{
	int columns = 0;
	uint32_t cp;

	for (unsigned i = 1; i < column; i++) {
		if (!*line)
			return -1;
		line += fg_cli_decode(&cp, line);
		columns += (int)fg_cli_width(cp);
	}
	return columns;
}

static void
put_source_line(const struct fg_cli_report *r, const struct feedgen_diag *d)
{
	int columns = columns_before(d->source_line, d->column);

	/* Of a long line only the beginning is there. */
	if (columns < 0)
		return;
	fprintf(stderr, "%5u | ", d->line);
	fg_cli_put(stderr, d->source_line);
	putc('\n', stderr);
	if (d->column == 0)
		return;
	fprintf(stderr, "      | %*s", columns, "");
	paint(r, GREEN);
	putc('^', stderr);
	paint_no_more(r);
	putc('\n', stderr);
}

static void
put_diag(const struct fg_cli_report *r, const struct feedgen_diag *d,
    enum feedgen_severity severity)
{
	put_place(r, d, severity);
	fg_cli_put(stderr, d->message);
	fprintf(stderr, " [%s]\n", d->rule);
	if (d->source_line && *d->source_line && d->line)
		put_source_line(r, d);
	if (d->hint && *d->hint) {
		fputs("  hint: ", stderr);
		fg_cli_put(stderr, d->hint);
		putc('\n', stderr);
	}
}

/* ---- diagnostics as JSON ---- */

static void
put_json_diag(const struct feedgen_diag *d, enum feedgen_severity severity)
{
	fg_cli_json_begin(stdout, "diagnostic");
	fg_cli_json_text(stdout, "severity", severities[severity]);
	fg_cli_json_text(stdout, "rule", d->rule);
	fg_cli_json_text(stdout, "fault", faults[d->fault]);
	fg_cli_json_text(stdout, "file", d->file);
	if (d->line)
		fg_cli_json_number(stdout, "line", d->line);
	if (d->line && d->column)
		fg_cli_json_number(stdout, "column", d->column);
	fg_cli_json_text(stdout, "message", d->message);
	fg_cli_json_text(stdout, "source_line", d->source_line);
	fg_cli_json_text(stdout, "hint", d->hint);
	fg_cli_json_end(stdout);
}

/* ---- what is shown ---- */

static bool
is_shown(const struct fg_cli_report *r, const struct feedgen_diag *d,
    enum feedgen_severity severity)
{
	if (r->quiet)
		return severity == FEEDGEN_ERROR;
	/* What says that others are missing must not be missing. */
	return r->verbose || severity != FEEDGEN_NOTE ||
	       strcmp(d->rule, "too-many") == 0;
}

static void
take_diag(const struct feedgen_diag *d, void *payload)
{
	struct fg_cli_report *r = payload;
	enum feedgen_severity severity = d->severity;

	if (r->strict && severity == FEEDGEN_WARNING)
		severity = FEEDGEN_ERROR;
	r->is_cut = r->is_cut || strcmp(d->rule, "too-many") == 0;
	r->is_mixed = r->is_mixed || strcmp(d->rule, "publish-not-undone") == 0;
	if (!is_shown(r, d, severity))
		return;
	r->errors += severity == FEEDGEN_ERROR;
	r->warnings += severity == FEEDGEN_WARNING;
	if (r->format == FG_CLI_JSON) {
		put_json_diag(d, severity);
		return;
	}
	fflush(stdout);
	put_diag(r, d, severity);
}

/* ---- results ---- */

static void
put_items(const struct feedgen_output *o)
{
	if (strcmp(o->format, "Atom") == 0 || strcmp(o->format, "RSS") == 0)
		fg_cli_put_count(stdout, o->items, "entry", "entries");
	else if (strcmp(o->format, "sitemap") == 0)
		fg_cli_put_count(stdout, o->items, "URL", "URLs");
	else if (strcmp(o->format, "sitemap index") == 0)
		fg_cli_put_count(stdout, o->items, "sitemap", "sitemaps");
	else
		return;
	fputs("  ", stdout);
}

static void
put_output(const struct fg_cli_report *r, const struct feedgen_output *o)
{
	const char *const *words = r->dry_run ? intents : statuses;
	size_t most = r->dry_run ? FEEDGEN_CREATED : FEEDGEN_UPDATED;

	if (r->verbose && !r->dry_run)
		most = FEEDGEN_UNCHANGED;
	printf("%-*s  ", (int)strlen(words[most]), words[o->status]);
	fg_cli_put(stdout, o->path);
	if (o->status != FEEDGEN_REMOVED) {
		printf("  %s  ", o->format);
		put_items(o);
		fg_cli_put_count(stdout, o->bytes, "byte", "bytes");
	}
	putchar('\n');
}

static void
put_json_output(const struct fg_cli_report *r, const struct feedgen_output *o)
{
	fg_cli_json_begin(stdout, "output");
	fg_cli_json_text(stdout, "status", statuses[o->status]);
	fg_cli_json_text(stdout, "path", o->path);
	fg_cli_json_text(stdout, "format", o->format);
	fg_cli_json_number(stdout, "items", o->items);
	fg_cli_json_number(stdout, "bytes", o->bytes);
	fg_cli_json_bool(stdout, "dry_run", r->dry_run);
	fg_cli_json_end(stdout);
}

static void
take_output(const struct feedgen_output *o, void *payload)
{
	struct fg_cli_report *r = payload;

	r->outputs[o->status]++;
	if (r->quiet || (o->status == FEEDGEN_UNCHANGED && !r->verbose))
		return;
	if (r->format == FG_CLI_JSON)
		put_json_output(r, o);
	else
		put_output(r, o);
}

void
fg_cli_report_init(struct fg_cli_report *r, const struct fg_cli_values *values)
{
	*r = (struct fg_cli_report){
	    .format = fg_cli_values_format(values),
	    .quiet = values->quiet,
	    .verbose = values->verbose,
	    .strict = values->build.strict,
	    .dry_run = values->build.dry_run,
	    .is_coloured = wants_colours(),
	};
}

struct feedgen_report
fg_cli_report_callbacks(struct fg_cli_report *r)
{
	return (struct feedgen_report){
	    .diag = take_diag,
	    .output = take_output,
	    .payload = r,
	};
}

/* ---- how it ended ---- */

static unsigned long
output_count(const struct fg_cli_report *r)
{
	unsigned long n = 0;

	for (size_t i = 0; i <= FEEDGEN_REMOVED; i++)
		n += r->outputs[i];
	return n;
}

/* What a build that was not clean has done to the files. */
static const char *
outcome(const struct fg_cli_report *r)
{
	if (r->is_mixed)
		return "some files are new and others old";
	if (r->dry_run)
		return output_count(r) ? "the rest would be published"
				       : "nothing would be published";
	return output_count(r) ? "the rest was published"
			       : "nothing was published";
}

/* "at least 50 errors, 1 warning" */
static void
put_problems(const struct fg_cli_report *r)
{
	if (r->is_cut)
		fputs("at least ", stderr);
	if (r->errors)
		fg_cli_put_count(stderr, r->errors, "error", "errors");
	if (r->errors && r->warnings)
		fputs(", ", stderr);
	if (r->warnings)
		fg_cli_put_count(stderr, r->warnings, "warning", "warnings");
}

static void
put_totals(const struct fg_cli_report *r, double seconds)
{
	const char *const *words = r->dry_run ? intents : statuses;
	const char *before = ": ";

	fg_cli_put_count(stdout, output_count(r), "file", "files");
	printf(" in %.2f s", seconds);
	for (size_t i = 0; i <= FEEDGEN_REMOVED; i++) {
		if (r->outputs[i] == 0)
			continue;
		printf("%s%lu %s", before, r->outputs[i], words[i]);
		before = ", ";
	}
	putchar('\n');
}

/* Begin the object that ends a run in JSON. */
static void
begin_json_summary(const struct fg_cli_report *r, enum feedgen_status status)
{
	fg_cli_json_begin(stdout, "summary");
	fg_cli_json_number(stdout, "status", status);
	fg_cli_json_number(stdout, "errors", r->errors);
	fg_cli_json_number(stdout, "warnings", r->warnings);
	fg_cli_json_bool(stdout, "complete", !r->is_cut);
}

void
fg_cli_report_build(
    const struct fg_cli_report *r, enum feedgen_status status, double seconds)
{
	if (r->format == FG_CLI_JSON) {
		if (r->quiet)
			return;
		begin_json_summary(r, status);
		fg_cli_json_number(stdout, "files", output_count(r));
		fg_cli_json_end(stdout);
		return;
	}
	if (r->verbose && output_count(r))
		put_totals(r, seconds);
	fflush(stdout);
	if (r->errors + r->warnings > 0)
		put_problems(r);
	if (status != FEEDGEN_OK)
		fprintf(stderr, "%s%s", r->errors + r->warnings ? "; " : "",
		    outcome(r));
	if (status != FEEDGEN_OK || r->errors + r->warnings > 0)
		putc('\n', stderr);
}

void
fg_cli_report_document(const struct fg_cli_report *r, const char *file,
    const char *format, enum feedgen_status status)
{
	if (r->quiet)
		return;
	if (r->format == FG_CLI_JSON) {
		fg_cli_json_begin(stdout, "document");
		fg_cli_json_text(stdout, "file", file);
		fg_cli_json_text(stdout, "format", format);
		fg_cli_json_bool(stdout, "valid", status == FEEDGEN_OK);
		fg_cli_json_end(stdout);
	} else if (status == FEEDGEN_OK) {
		fg_cli_put(stdout, file);
		printf(": valid %s\n", format ? format : "document");
	}
}

void
fg_cli_report_validation(const struct fg_cli_report *r,
    enum feedgen_status status, size_t valid, size_t all)
{
	if (r->format == FG_CLI_JSON) {
		if (r->quiet)
			return;
		begin_json_summary(r, status);
		fg_cli_json_number(stdout, "valid", valid);
		fg_cli_json_number(stdout, "documents", all);
		fg_cli_json_end(stdout);
		return;
	}
	fflush(stdout);
	if (r->errors + r->warnings == 0)
		return;
	put_problems(r);
	if (all > 1 && valid < all)
		fprintf(stderr, "; %zu of %zu files %s valid", valid, all,
		    valid == 1 ? "is" : "are");
	putc('\n', stderr);
}

void
fg_cli_report_diff(const struct fg_cli_report *r, enum feedgen_status status,
    size_t documents, size_t ids_changed)
{
	if (r->format == FG_CLI_JSON) {
		if (r->quiet)
			return;
		begin_json_summary(r, status);
		fg_cli_json_number(stdout, "documents", documents);
		fg_cli_json_number(stdout, "ids_changed", ids_changed);
		fg_cli_json_end(stdout);
		return;
	}
	fflush(stdout);
	if (r->errors + r->warnings == 0)
		return;
	put_problems(r);
	putc('\n', stderr);
}
