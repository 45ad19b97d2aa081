/* SPDX-License-Identifier: ISC */
/* diag.h - what feedgen has to say about its input: places and rules. */
#ifndef FEEDGEN_DIAG_H
#define FEEDGEN_DIAG_H

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* How much a diagnostic matters. */
enum feedgen_severity {
	FEEDGEN_NOTE,	 /* worth knowing; nothing has to be done */
	FEEDGEN_WARNING, /* readers or crawlers stumble; files are published */
	FEEDGEN_ERROR	 /* nothing is published until it is mended */
};

/* Whose fault it is; decides the exit status of the program. */
enum feedgen_fault {
	FEEDGEN_FAULT_INPUT,  /* a document: exit status 1 */
	FEEDGEN_FAULT_CONFIG, /* usage or configuration: exit status 2 */
	FEEDGEN_FAULT_SYSTEM  /* I/O or another failure: exit status 3 */
};

/*
 * One diagnostic.  All strings are UTF-8, terminated, and belong to feedgen;
 * they are valid only during the call that hands them over.
 */
struct feedgen_diag {
	enum feedgen_severity severity;
	enum feedgen_fault fault;
	const char *rule; /* stable slug, such as "date-invalid" */
	const char *file; /* path as the user would write it, or NULL */
	unsigned line;	  /* from 1; 0: the file as a whole */
	unsigned column;  /* in code points, from 1; 0: the whole line */
	const char *message;	 /* what is wrong; lower case, no final stop */
	const char *source_line; /* that line, without its end, or NULL */
	const char *hint;	 /* how to mend it, or NULL */
};

/* Receives diagnostics, in order of files and lines. */
typedef void feedgen_diag_fn(
    const struct feedgen_diag *diag, void *payload);

/* What the catalogue holds of one rule; see feedgen_rule_find(). */
struct feedgen_rule {
	const char *id;
	enum feedgen_severity severity;
	enum feedgen_fault fault;
	const char *text; /* the message, %s standing for what it names */
	const char *hint; /* how to mend it, or "" */
	const char *why;  /* why it matters, a sentence or two */
};

/* The rule of that id, or NULL if there is none.  Static, never freed. */
const struct feedgen_rule *feedgen_rule_find(const char *id);

/*
 * The rule at that index of the catalogue, from 0, or NULL past its end.
 * Static, never freed; the order is the catalogue's own and may change.
 */
const struct feedgen_rule *feedgen_rule_at(unsigned index);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
