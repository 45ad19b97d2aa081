/* SPDX-License-Identifier: ISC */
/*
 * html5lib_tokenizer.c - how far does the HTML tokenizer agree with tests in
 * html5lib's format?  Arguments are folders; exit 1 below 99.5 %.
 */
#include "html5lib.h"

int
main(int argc, char **argv)
{
	struct html5lib_count count = {0};
	unsigned all;

	for (int i = 1; i < argc; i++)
		html5lib_run(&count, argv[i]);
	all = count.passed + count.failed;
	printf("%u passed, %u failed\n", count.passed, count.failed);
	return all == 0 || count.passed * 1000.0 < all * 995.0;
}
