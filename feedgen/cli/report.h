/* SPDX-License-Identifier: ISC */
/* report.h - diagnostics and results, as text or as JSON lines. */
#ifndef FG_CLI_REPORT_H
#define FG_CLI_REPORT_H

#include "cli/options.h"

struct fg_cli_report {
	enum fg_cli_format format;
	bool quiet, verbose, strict, dry_run;
	bool is_coloured;		/* standard error */
	unsigned long errors, warnings; /* those that were shown */
	bool is_cut;			/* there are more than were shown */
	bool is_mixed;			/* old files stand beside new ones */
	unsigned long outputs[FEEDGEN_REMOVED + 1];
};

/* Nothing is reported yet; how to report is among the values. */
void fg_cli_report_init(
    struct fg_cli_report *r, const struct fg_cli_values *values);
/* What hands everything to the report; it must not move from then on. */
struct feedgen_report fg_cli_report_callbacks(struct fg_cli_report *r);

/* How a build ended: what became of the files, and how long it took. */
void fg_cli_report_build(
    const struct fg_cli_report *r, enum feedgen_status status, double seconds);
/* What a document was found to be. */
void fg_cli_report_document(const struct fg_cli_report *r, const char *file,
    const char *format, enum feedgen_status status);
/* How the validation of all documents ended. */
void fg_cli_report_validation(const struct fg_cli_report *r,
    enum feedgen_status status, size_t valid, size_t all);
/* How the comparison of all documents ended. */
void fg_cli_report_diff(const struct fg_cli_report *r,
    enum feedgen_status status, size_t documents, size_t ids_changed);

#endif
