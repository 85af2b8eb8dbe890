package org.maskvos.command;

import ij.ImagePlus;
import ij.WindowManager;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The images that are open in windows, or in a macro's batch mode, by their titles. */
final class OpenImages {

	private OpenImages() {}

	/**
	 * Finds the image that a parameter names.
	 *
	 * @param parameter name of the parameter
	 * @param titleOrId title, or the negative number that a macro's {@code getImageID()} returns
	 * @return null if there is none
	 * @throws IllegalArgumentException if several images have the title; the message names the parameter
	 */
	static ImagePlus find(final String parameter, final String titleOrId) {
		if (titleOrId.matches("-[0-9]{1,9}")) {
			final ImagePlus image = WindowManager.getImage(Integer.parseInt(titleOrId));
			if (image != null) return image;
		}
		final List<ImagePlus> images = titled(titleOrId);
		if (images.size() > 1) throw new IllegalArgumentException(parameter + ": " + images.size() +
			" open images have the title \"" + titleOrId +
			"\"; rename or close the others, or give the number of an image (" + parameter + "=" + images.get(0).getID() +
			").");
		return images.isEmpty() ? null : images.get(0);
	}

	/** @return the title if no open image has it, else the first of title-1, title-2 ... that none has */
	static String uniqueTitle(final String title) {
		return unique(title, t -> !titled(t).isEmpty());
	}

	/** @return the title if no window but those of images has it, else the first of title-1, title-2 ... that none has */
	static String uniqueTableTitle(final String title) {
		return unique(title, t -> WindowManager.getFrame(t) != null);
	}

	// -- Helper methods --

	private static List<ImagePlus> titled(final String title) {
		final int[] ids = WindowManager.getIDList();
		if (ids == null) return List.of();
		return Arrays.stream(ids).mapToObj(WindowManager::getImage).filter(image -> image != null && image.getTitle()
			.equals(title)).toList();
	}

	private static String unique(final String title, final Predicate<String> taken) {
		String free = title;
		for (int i = 1; taken.test(free); i++)
			free = title + "-" + i;
		return free;
	}
}
