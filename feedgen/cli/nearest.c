/* SPDX-License-Identifier: ISC */
/* nearest.c - which known name was meant by a misspelt one. */
#include <string.h>

#include "cli/print.h"

/* Longer than all names that there are. */
#define NAME_MOST 31

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * Letters to insert, delete, replace or swap with their neighbour (optimal
 * string alignment); both names have at most NAME_MOST letters.
 */
static unsigned
edits(const char *a, const char *b)
{
	unsigned d[NAME_MOST + 1][NAME_MOST + 1];
	size_t m = strlen(a), n = strlen(b);

	for (unsigned i = 0; i <= m; i++)
		d[i][0] = i;
	for (unsigned j = 0; j <= n; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		for (size_t j = 1; j <= n; j++) {
			unsigned differ = a[i - 1] != b[j - 1];

			d[i][j] = least(d[i - 1][j], d[i][j - 1]) + 1;
			d[i][j] = least(d[i][j], d[i - 1][j - 1] + differ);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[m][n];
}

void
fg_cli_compare(
    struct fg_cli_nearest *nearest, const char *given, const char *known)
{
	size_t length = strlen(given);
	unsigned n;

	if (length == 0 || length > NAME_MOST || strlen(known) > NAME_MOST)
		return;
	n = edits(given, known);
	/* The beginning of a name is most likely an abbreviation. */
	if (strncmp(given, known, length) == 0)
		n = least(n, 1);
	/* With more letters changed it is another word. */
	if (n > 1 + length / 4)
		return;
	if (!nearest->name || n < nearest->edits) {
		nearest->name = known;
		nearest->edits = n;
	}
}
