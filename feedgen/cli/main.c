/* SPDX-License-Identifier: ISC */
/* main.c - the program: which command, and did all of its output arrive? */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/options.h"
#include "cli/print.h"

const struct fg_cli_command *const fg_cli_commands[] = {
    &fg_cli_build, &fg_cli_list, &fg_cli_validate, &fg_cli_diff, &fg_cli_help,
    &fg_cli_version, NULL};

const struct fg_cli_command *
fg_cli_find_command(const char *name)
{
	for (size_t i = 0; fg_cli_commands[i]; i++)
		if (strcmp(fg_cli_commands[i]->name, name) == 0)
			return fg_cli_commands[i];
	return NULL;
}

/*
 * A standard stream that is closed would lend its number to the next file
 * that is opened, and messages would be written into it.  What stands there
 * instead fails when it is used.
 */
static bool
reserve_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		int flags = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;

		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", flags) != fd)
			return false;
	}
	return true;
}

static enum feedgen_status
print_usage(void)
{
	fputs("usage: feedgen COMMAND [ARGUMENT...]\n", stderr);
	for (size_t i = 0; fg_cli_commands[i]; i++)
		fprintf(stderr, "  %-10s %s\n", fg_cli_commands[i]->name,
		    fg_cli_commands[i]->summary);
	fputs("Try 'feedgen --help'.\n", stderr);
	return FEEDGEN_USAGE;
}

static enum feedgen_status
unknown_command(const char *name)
{
	struct fg_cli_nearest nearest = {NULL, 0};
	bool is_option = name[0] == '-';

	for (size_t i = 0; fg_cli_commands[i]; i++)
		fg_cli_compare(&nearest, name, fg_cli_commands[i]->name);
	if (is_option) {
		fg_cli_compare(&nearest, name, "--help");
		fg_cli_compare(&nearest, name, "--version");
	}
	if (nearest.name)
		return fg_cli_misused(NULL,
		    "there is no %s '%s'; did you mean '%s'?",
		    is_option ? "option" : "command", name, nearest.name);
	if (is_option)
		return fg_cli_misused(NULL,
		    "'%s' stands where a command is expected, such as 'build'",
		    name);
	return fg_cli_misused(NULL,
	    "there is no command '%s'; known are build, list, validate, diff, "
	    "help and version",
	    name);
}

static enum feedgen_status
run_command(const struct fg_cli_command *command, int argc, char **argv)
{
	struct fg_cli_values values;
	enum feedgen_status status = FEEDGEN_USAGE;

	/* Whoever asks for help may not yet know how to ask for the rest. */
	if (fg_cli_asks_for_help(argc, argv)) {
		fg_cli_print_help(command);
		return FEEDGEN_OK;
	}
	if (fg_cli_values_read(&values, command, argc, argv) == 0) {
		status = FEEDGEN_OK;
		if (values.help)
			fg_cli_print_help(command);
		else
			status = command->run(&values);
	}
	fg_cli_values_free(&values);
	return status;
}

static enum feedgen_status
run(int argc, char **argv)
{
	const struct fg_cli_command *command;

	if (argc < 2)
		return print_usage();
	command = fg_cli_find_command(argv[1]);
	if (command)
		return run_command(command, argc - 1, argv + 1);
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		return run_command(&fg_cli_version, 1, argv + 1);
	if (!fg_cli_asks_for_help(argc, argv))
		return unknown_command(argv[1]);
	fg_cli_print_overview();
	return FEEDGEN_OK;
}

int
main(int argc, char **argv)
{
	enum feedgen_status status;

	if (!reserve_streams())
		return FEEDGEN_FAILED;
	feedgen_init();
	status = run(argc, argv);
	/* A full disk often shows only when the last bytes are written. */
	errno = 0;
	if (ferror(stdout) || fclose(stdout) != 0) {
		const char *why = errno ? strerrordesc_np(errno) : NULL;

		fprintf(stderr,
		    "feedgen: cannot write to standard output%s%s\n",
		    why ? ": " : "", why ? why : "");
		return FEEDGEN_FAILED;
	}
	return status;
}
