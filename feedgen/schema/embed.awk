# SPDX-License-Identifier: ISC
# embed.awk - turns the schema files into a C table of names and texts.
function name_of(path,  parts, n) {
	n = split(path, parts, "/")
	return parts[n]
}
BEGIN { print "#include \"schema/embedded.h\"" }
FNR == 1 {
	if (NR > 1)
		print ";"
	symbol = "schema_" ++count
	names[count] = name_of(FILENAME)
	printf "static const char %s[] =\n", symbol
}
{
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	printf "\t\"%s\\n\"\n", $0
}
END {
	if (count)
		print ";"
	print "const struct fg_embedded_schema fg_embedded_schemas[] = {"
	for (i = 1; i <= count; i++)
		printf "\t{\"%s\", schema_%d, sizeof(schema_%d) - 1},\n", names[i], i, i
	print "\t{0, 0, 0}"
	print "};"
}
