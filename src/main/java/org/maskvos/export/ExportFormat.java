package org.maskvos.export;

/** What a label movie is turned into. */
public enum ExportFormat {

		/** Folder: {@code mask000.tif} ... and {@code res_track.txt}, as the Cell Tracking Challenge wants them. */
		CTC,
		/** Folder: {@code 00000.png} ... with the colours of DAVIS. */
		DAVIS,
		/** ImageJ ROI set, {@code .zip}. */
		ROIS,
		/** Table of objects, {@code .csv}. */
		TABLE,
		/** Outlines and numbers on the movie, {@code .avi} or a folder of PNG pictures. */
		OVERLAY
}
