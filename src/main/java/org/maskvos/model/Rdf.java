package org.maskvos.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The part of a bioimage.io model description 0.5 ({@code rdf.yaml}) that the
 * plugin reads; the rest is for people and for the model zoo.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Rdf(@JsonProperty("format_version") String formatVersion, String type,
	String name, String description, List<Author> authors, String license,
	Config config)
{

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Author(String name) {}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Config(Section maskvos) {}

	/**
	 * @param objectDiameter canonical diameter in network px
	 * @param graphs name to file
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Section(List<String> kind,
		@JsonProperty("object_diameter") double objectDiameter,
		Map<String, GraphFile> graphs)
	{}

	/** An ONNX file beside rdf.yaml, and the SHA-256 of its bytes. */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record GraphFile(String source, String sha256) {}
}
