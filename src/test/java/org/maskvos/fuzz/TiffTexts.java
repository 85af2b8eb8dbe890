package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TIFF files whose description says odd things. */
final class TiffTexts implements Family {

	private static final String FILE = "m.tif";
	private static final List<String> VALUES = List.of("", " ", "0", "-1", "-3", "2", "4", "3.5", "1e9", "2147483647",
		"4294967299", "99999999999999999999", "NaN", "Infinity", "abc", "3\nframes=1", "\u0000", "\\u00zz");

	@Override
	public List<Case> cases() {
		final List<Case> cases = new ArrayList<>();
		for (final String key : new String[] { "images", "channels", "slices", "frames", "finterval", "spacing", "unit",
			"tunit", "min", "max", "cf", "order", "hyperstack", "mode", "loop", "c0" })
			for (int i = 0; i < VALUES.size(); i++) {
				if ((i + key.length()) % 2 != 0) continue;
				final String value = VALUES.get(i);
				cases.add(text("imagej-" + key + "-" + i, "ImageJ=1.54p\nimages=3\nframes=3\n" + key + "=" + value + "\n", 3));
			}
		for (final String attribute : new String[] { "SizeC", "SizeZ", "SizeT", "DimensionOrder", "PhysicalSizeX",
			"PhysicalSizeY", "TimeIncrement", "PhysicalSizeXUnit", "TimeIncrementUnit" })
			for (int i = 0; i < VALUES.size(); i++) {
				if ((i + attribute.length()) % 3 != 0) continue;
				cases.add(text("ome-" + attribute + "-" + i, ome(attribute + "=\"" + VALUES.get(i) + "\""), 3));
			}
		odd().forEach((name, description) -> cases.add(text(name, description, 3)));
		cases.add(text("imagej-huge-claim", "ImageJ=1.54p\nimages=1000000000\nframes=1000000000\n", 1));
		cases.add(text("imagej-negative-claim", "ImageJ=1.54p\nimages=-5\n", 1));
		cases.add(text("imagej-many-of-one", "ImageJ=1.54p\nimages=50\n", 1));
		return cases;
	}

	private static Map<String, String> odd() {
		final Map<String, String> odd = new LinkedHashMap<>();
		odd.put("long", "ImageJ=1.54p\n" + "x".repeat(1 << 20));
		odd.put("many-lines", "ImageJ=1.54p\nimages=3\nframes=3\n" + "a=b\n".repeat(100_000));
		odd.put("only-imagej", "ImageJ=");
		odd.put("escape", "ImageJ=1.54p\nimages=3\nframes=3\nunit=\\u\n");
		odd.put("escape2", "ImageJ=1.54p\nimages=3\nframes=3\nunit=\\u12\n");
		odd.put("utf8", "ImageJ=1.54p\nimages=3\nframes=3\nunit=µm 細胞\n");
		odd.put("xml-open", "<?xml version=\"1.0\"?><OME><Image><Pixels SizeT=\"3");
		odd.put("xml-empty", "<OME/>");
		odd.put("xml-bomb", "<!DOCTYPE a [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&a;\">]><OME>&a;</OME>");
		odd.put("xml-entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><OME>&x;</OME>");
		odd.put("xml-two", ome("SizeT=\"3\"") + ome("SizeT=\"3\""));
		odd.put("xml-nested", "<OME>".repeat(20_000));
		odd.put("xml-spaces", "<OME><Pixels " + " ".repeat(200_000) + ">");
		odd.put("xml-attribute", "<OME><Pixels SizeT" + "=".repeat(100_000) + ">");
		odd.put("xml-binary-only", "<OME><BinaryOnly MetadataFile=\"../x.companion.ome\" UUID=\"urn:uuid:1\"/></OME>");
		return odd;
	}

	private static String ome(final String attribute) {
		return "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"Image:0\"><Pixels ID=\"Pixels:0\" " +
			attribute +
			" SizeX=\"32\" SizeY=\"24\" SizeC=\"1\" SizeZ=\"1\" SizeT=\"3\" Type=\"uint16\"><TiffData/></Pixels></Image></OME>";
	}

	private static Case text(final String name, final String description, final int frames) {
		final int n = name.hashCode() & 0xff;
		return Case.of("tiff-text-" + name, Expected.either(Calls.NAMES), bench -> {
			final TiffBytes tiff = new TiffBytes();
			tiff.description = description;
			tiff.frames = frames;
			return Calls.any(bench, bench.write(FILE, tiff.encode()), n);
		});
	}
}
