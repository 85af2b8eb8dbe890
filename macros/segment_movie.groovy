#@ String (label = "Movie (complete path)") movie_path
#@ String (label = "Folder for the results") results
#@ Double (label = "Object diameter (pixels, 0 = estimate)", value = 0, persist = false) object_diameter
#@ CommandService commands

/*
 * Segments a movie from a script and counts the cells of every frame.
 *
 * In Fiji: open in the script editor and run. Without a window:
 *   fiji --headless --run segment_movie.groovy 'movie_path="/data/movie.tif",results="/data",object_diameter=0'
 *
 * Fiji itself ends with code 0 even if a script fails. Where the code matters (clusters), use bin/maskvos.
 */

import ij.IJ
import ij.measure.ResultsTable
import org.maskvos.command.SegmentCommand

def movie = IJ.openImage(movie_path)
if (movie == null) throw new IllegalArgumentException("movie_path: cannot open " + movie_path)
def name = new File(results, movie.title.replaceFirst(/\.[^.]+$/, "") + "-vos").absolutePath

// All inputs are named, so that no dialog opens.
def module = commands.run(SegmentCommand, true,
	"movie", movie, "model", "auto", "channel", 1, "axis", "auto",
	"object_diameter", object_diameter, "output", "instances",
	"tracks", name + ".csv", "device", "auto", "threads", 0).get()
if (module.isCanceled()) throw new RuntimeException(module.cancelReason)

def labels = module.getOutput("labels")
IJ.saveAsTiff(labels, name + ".tif")

def counts = new ResultsTable()
(1..labels.stackSize).each { t ->
	def ids = labels.imageStack.getProcessor(t).convertToFloat().pixels.findAll { it > 0 } as Set
	counts.addRow()
	counts.addValue("frame", t)
	counts.addValue("cells", ids.size())
}
counts.save(name + "-counts.csv")
println "Saved " + name + ".tif"
