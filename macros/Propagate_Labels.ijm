// Follows objects that you labelled through a movie, and saves the result beside it:
//   <movie>-vos.tif   label movie, the same number for the same object
//   <movie>-vos.csv   table, one row for each object and frame
//
// In Fiji: open a movie, outline one object or several in any frame, press T after each (ROI Manager), then run this
// macro (Plugins > Macros > Run...).
// Without a window, with a label image or a ROI set that you saved:
//   fiji --headless -macro Propagate_Labels.ijm "/data/movie.tif,/data/RoiSet.zip"

// ---- settings: what the dialog of Plugins > MaskVOS > Propagate Labels... asks ----
annotation_frame = 1;   // of labels that do not say which frame they belong to; 1 is the first
model = "auto";         // auto, an id, or a folder
channel = 1;            // 1 is the first
axis = "auto";          // auto, time or z
direction = "both";     // both, forward or backward
passes = 1;             // 2 or more: for published models; slower
resolution = 0;         // shorter side in pixels for the network; 0 = what the model needs
divisions = false;      // true: parts of an object become objects of their own
device = "auto";        // auto, cpu or gpu
threads = 0;            // 0 = all processor cores
// ------------------------------------------------------------------------------------

annotations = "roi manager";
arguments = split(getArgument(), ",");
if (arguments.length > 0) open(arguments[0]);
if (arguments.length > 1) annotations = arguments[1];
if (nImages == 0) exit("Open a time-lapse first.");

movie = getTitle();
folder = getInfo("image.directory");
if (folder == "") folder = getDirectory("home");
if (!endsWith(folder, File.separator)) folder = folder + File.separator;
name = folder + File.getNameWithoutExtension(movie) + "-vos";
keys = "movie=[" + movie + "] annotations=[" + annotations + "] annotation_frame=" + annotation_frame +
	" model=[" + model + "] channel=" + channel + " axis=" + axis + " direction=" + direction + " memory=bounded" +
	" memory_every=5 memory_size=32 passes=" + passes + " resolution=" + resolution + " tracks=[" + name + ".csv]" +
	" device=" + device + " threads=" + threads;
if (divisions) keys = keys + " divisions=true";

// A wrong value or unusable labels stop the macro here with a message.
run("Propagate Labels...", keys);

// The label movie is the active image now.
saveAs("Tiff", name + ".tif");
print("Saved " + name + ".tif and " + name + ".csv");
