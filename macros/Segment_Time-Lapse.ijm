// Segments a time-lapse and saves the result beside it:
//   <movie>-vos.tif   label movie, the same number for the same cell
//   <movie>-vos.csv   table, one row for each cell and frame
//
// In Fiji: open a movie, then run this macro (Plugins > Macros > Run...).
// Without a window:
//   fiji --headless -macro Segment_Time-Lapse.ijm /data/movie.tif

// ---- settings: what the dialog of Plugins > MaskVOS > Segment Time-Lapse... asks ----
channel = 1;            // 1 is the first
axis = "auto";          // auto, time or z
object_diameter = 0;    // in pixels; 0 = estimate from the movie
output = "instances";   // instances or semantic
device = "auto";        // auto, cpu or gpu
threads = 0;            // 0 = all processor cores
// --------------------------------------------------------------------------------------

path = getArgument();
if (path != "") open(path);
if (nImages == 0) exit("Open a time-lapse first.");

movie = getTitle();
folder = getInfo("image.directory");
if (folder == "") folder = getDirectory("home");
if (!endsWith(folder, File.separator)) folder = folder + File.separator;
name = folder + File.getNameWithoutExtension(movie) + "-vos";

// A wrong value or an unreadable movie stops the macro here with a message.
run("Segment Time-Lapse...", "movie=[" + movie + "] model=auto channel=" + channel +
	" axis=" + axis + " object_diameter=" + object_diameter + " output=" + output +
	" tracks=[" + name + ".csv] device=" + device + " threads=" + threads);

// The label movie is the active image now.
saveAs("Tiff", name + ".tif");
print("Saved " + name + ".tif and " + name + ".csv");
