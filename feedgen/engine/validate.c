/* SPDX-License-Identifier: ISC */
/* validate.c - documents that somebody else wrote. */
#include "base/file.h"
#include "engine/report.h"
#include "lib/schema.h"
#include "lib/xml.h"

#include <fcntl.h>

static const struct feedgen_report nobody;

/* Validate, or only report what reading has found. */
static enum feedgen_status
finish(struct fg_diags *d, const char **format, const struct fg_str *document,
    const struct feedgen_report *report)
{
	enum fg_format found = FG_FORMAT_UNKNOWN;
	enum feedgen_status status;

	if (document)
		fg_schema_validate(*document, &found, d);
	if (format)
		*format = fg_format_name(found);
	status = fg_report_diags(&d->list, false, report ? report : &nobody);
	fg_arena_free(d->arena);
	return status;
}

enum feedgen_status
feedgen_validate(const char **format, const char *bytes, size_t size,
    const char *name, const struct feedgen_report *report)
{
	struct fg_arena arena = {0};
	struct fg_diags d = {.arena = &arena};
	struct fg_str document = {bytes, size};

	fg_xml_library_init();
	fg_diags_open(&d, fg_str_c(name), document);
	return finish(&d, format, &document, report);
}

enum feedgen_status
feedgen_validate_file(
    const char **format, const char *path, const struct feedgen_report *report)
{
	struct fg_arena arena = {0};
	struct fg_diags d = {.arena = &arena};
	struct fg_buf text = {.max = FG_XML_MOST};
	struct fg_str document;
	enum feedgen_status status;

	fg_xml_library_init();
	if (fg_file_read(&text, AT_FDCWD, path, fg_str_c(path), &d) < 0) {
		status = finish(&d, format, NULL, report);
		/* The document was not looked at: that is no verdict on it. */
		return status == FEEDGEN_INVALID ? FEEDGEN_FAILED : status;
	}
	document = fg_buf_str(&text);
	fg_diags_open(&d, fg_str_c(path), document);
	status = finish(&d, format, &document, report);
	fg_buf_free(&text);
	return status;
}
