/* SPDX-License-Identifier: ISC */
/* media.c - an entry's image, the same in Atom and RSS (Media RSS 1.5.1). */
#include "output/media.h"

bool
fg_media_is_used(const struct feedgen_feed *feed)
{
	for (size_t i = 0; i < feed->entry_count; i++)
		if (feed->entries[i].image)
			return true;
	return false;
}

static void
write_size(struct fg_xml *x, const struct feedgen_media *image)
{
	if (image->width > 0)
		fg_xml_attribute_number(x, "width", image->width);
	if (image->height > 0)
		fg_xml_attribute_number(x, "height", image->height);
}

/* Some readers know only the thumbnail, others only the content. */
void
fg_media_write(struct fg_xml *x, const struct feedgen_media *image)
{
	if (!image)
		return;
	fg_xml_start(x, "media:thumbnail");
	fg_xml_attribute(x, "url", image->url);
	write_size(x, image);
	fg_xml_end(x);
	fg_xml_start(x, "media:content");
	fg_xml_attribute(x, "url", image->url);
	fg_xml_attribute(x, "medium", "image");
	fg_xml_attribute(x, "type", image->type);
	write_size(x, image);
	if (image->length > 0)
		fg_xml_attribute_number(x, "fileSize", image->length);
	fg_xml_element(x, "media:description", image->alt);
	fg_xml_end(x);
}
