/* SPDX-License-Identifier: ISC */
/*
 * cli.h - what the files of the program share.  The program is a client of the
 * library: it includes feedgen/feedgen.h and nothing else of it.
 */
#ifndef FG_CLI_CLI_H
#define FG_CLI_CLI_H

#include "feedgen/feedgen.h"

struct fg_cli_option;
struct fg_cli_values;

/* One command: main.c lists them, help is printed from them. */
struct fg_cli_command {
	const char *name;
	const char *summary;	 /* for the list of commands */
	const char *operands;	 /* "[SITE]" */
	const char *description; /* paragraphs, each a line; or NULL */
	const struct fg_cli_option *options; /* the last has no doc */
	enum feedgen_status (*run)(const struct fg_cli_values *values);
};

extern const struct fg_cli_command fg_cli_build, fg_cli_list,
    fg_cli_validate, fg_cli_diff, fg_cli_help, fg_cli_version;

/* All commands, in the order of the manual; NULL ends them. */
extern const struct fg_cli_command *const fg_cli_commands[];
/* The command of that name, or NULL. */
const struct fg_cli_command *fg_cli_find_command(const char *name);

/* The help of one command, and of the program, on standard output. */
void fg_cli_print_help(const struct fg_cli_command *command);
void fg_cli_print_overview(void);

#endif
