// Segments every movie of a folder, and saves for each of them, in another folder:
//   <movie>-vos.tif    label movie, the same number for the same cell
//   <movie>-vos.csv    table, one row for each cell and frame
//   <movie>-vos.json   what was done, or why it failed
// and batch.csv, one row for each movie. A movie that cannot be read does not stop the others.
//
// In Fiji: run this macro (Plugins > Macros > Run...), and choose the two folders.
// Without a window:
//   fiji --headless -macro Batch_Segment_Folder.ijm "/data/movies,/data/results"
// Fiji itself ends with code 0 even if movies failed: look into batch.csv, or use bin/maskvos batch.

// ---- settings: what the dialog of Plugins > MaskVOS > Batch Segment Folder... asks ----
pattern = "";           // which files, such as *.nd2; empty = all movies
resume = true;          // pass over movies that are complete
shard = "1/1";          // 2/4: the second of four parts, for several computers
channel = 1;            // 1 is the first
axis = "auto";          // auto, time or z
object_diameter = 0;    // in pixels; 0 = estimate for each movie
output = "instances";   // instances or semantic
device = "auto";        // auto, cpu or gpu
threads = 0;            // 0 = all processor cores
// ----------------------------------------------------------------------------------------

arguments = split(getArgument(), ",");
if (arguments.length == 2) {
	folder = arguments[0];
	results = arguments[1];
} else {
	folder = getDirectory("Folder of movies");
	results = getDirectory("Folder for the results");
}
keys = "folder=[" + folder + "] pattern=[" + pattern + "] results=[" + results + "] shard=" + shard + " model=auto" +
	" channel=" + channel + " axis=" + axis + " object_diameter=" + object_diameter + " output=" + output +
	" device=" + device + " threads=" + threads;
if (resume) keys = keys + " resume=true";

// If movies failed, the macro stops here with a message that names them. The others are done.
run("Batch Segment Folder...", keys);
print("All movies are done; see " + results);
