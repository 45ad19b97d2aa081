/* SPDX-License-Identifier: ISC */
/* site.c - looking things up in a site's configuration. */
#include "model/site.h"

const struct fg_collection *
fg_site_collection(const struct fg_site *site, struct fg_str label)
{
	size_t low = 0, high = site->collection_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = fg_str_cmp(label, site->collections[middle].label);

		if (order == 0)
			return &site->collections[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
