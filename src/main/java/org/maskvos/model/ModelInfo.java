package org.maskvos.model;

import java.util.List;

/**
 * What a person wants to know of a model package, from its {@code rdf.yaml}.
 *
 * @param id folder name, the stable id of commands and macros
 * @param name human-readable
 * @param description one paragraph
 * @param kind the systems it serves, e.g. "maskvos" with "flow"
 * @param licence SPDX id
 * @param authors names
 * @param location folder or jar entry it was found in
 * @param bytes size of all its graphs
 * @param checksum SHA-256 over the checksums of its graphs, hexadecimal
 * @param objectDiameter canonical diameter of an object in network px; 0 if none
 */
public record ModelInfo(String id, String name, String description, List<String> kind, String licence,
		List<String> authors, String location, long bytes, String checksum, double objectDiameter) {}
