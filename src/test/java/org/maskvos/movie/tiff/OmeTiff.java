package org.maskvos.movie.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.maskvos.movie.Pixels;

/** Writes OME-TIFF by the real Bio-Formats, which tests can only reach by reflection: it is not on Maven Central. */
public final class OmeTiff {

	/** What the file says of its pixels. */
	public static final double PIXEL_SIZE = 0.65, INTERVAL = 30;

	private OmeTiff() {}

	/** Intensity of a pixel, by which a test knows what it has read. */
	public static int value(final int series, final int channel, final int t, final int x, final int y) {
		return 1000 * series + 400 * channel + 20 * t + (x / 8 + y / 8) % 2 * 7;
	}

	/** Writes a 16-bit time-lapse of several series and channels. */
	public static void write(final Path file, final int width, final int height, final int frames, final int channels,
		final int series) throws Exception
	{
		final StringBuilder xml = new StringBuilder("<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">");
		for (int s = 0; s < series; s++) {
			xml.append("<Image ID=\"Image:" + s + "\" Name=\"position " + (s + 1) + "\"><Pixels ID=\"Pixels:" + s +
				"\" DimensionOrder=\"XYCZT\" Type=\"uint16\" BigEndian=\"false\" SizeX=\"" + width + "\" SizeY=\"" + height +
				"\" SizeC=\"" + channels + "\" SizeZ=\"1\" SizeT=\"" + frames + "\" PhysicalSizeX=\"" + PIXEL_SIZE +
				"\" PhysicalSizeY=\"" + PIXEL_SIZE + "\" TimeIncrement=\"" + INTERVAL + "\">");
			for (int c = 0; c < channels; c++)
				xml.append("<Channel ID=\"Channel:" + s + ":" + c + "\" SamplesPerPixel=\"1\"/>");
			xml.append("<TiffData/></Pixels></Image>");
		}
		final Class<?> service = Class.forName("loci.formats.services.OMEXMLService");
		final Object services = Class.forName("loci.common.services.ServiceFactory").getConstructor().newInstance();
		final Object omexml = services.getClass().getMethod("getInstance", Class.class).invoke(services, service);
		final Object metadata = service.getMethod("createOMEXMLMetadata", String.class).invoke(omexml, xml + "</OME>");
		final Class<?> type = Class.forName("loci.formats.ImageWriter");
		try (AutoCloseable writer = (AutoCloseable) type.getConstructor().newInstance()) {
			type.getMethod("setMetadataRetrieve", Class.forName("loci.formats.meta.MetadataRetrieve")).invoke(writer,
				metadata);
			type.getMethod("setId", String.class).invoke(writer, file.toString());
			for (int s = 0; s < series; s++) {
				type.getMethod("setSeries", int.class).invoke(writer, s);
				for (int t = 0, n = 0; t < frames; t++)
					for (int c = 0; c < channels; c++, n++)
						type.getMethod("saveBytes", int.class, byte[].class).invoke(writer, n, plane(s, c, t, width, height));
			}
		}
	}

	// -- Helper methods --

	private static byte[] plane(final int series, final int channel, final int t, final int width, final int height) {
		final ByteBuffer plane = ByteBuffer.allocate(2 * width * height).order(ByteOrder.LITTLE_ENDIAN);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				plane.putShort((short) value(series, channel, t, x, y));
		return plane.array();
	}
}
