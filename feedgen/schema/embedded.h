/* SPDX-License-Identifier: ISC */
/* embedded.h - the schema files of this folder, built into the program. */
#ifndef FG_SCHEMA_EMBEDDED_H
#define FG_SCHEMA_EMBEDDED_H

#include <stddef.h>

struct fg_embedded_schema {
	const char *name; /* file name; NULL ends the table */
	const char *text;
	size_t size;
};

extern const struct fg_embedded_schema fg_embedded_schemas[];

#endif
