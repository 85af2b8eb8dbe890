#@ String (label = "Folder of movies (complete path)") folder
#@ String (label = "Folder for the results (complete path)") results
#@ String (label = "Only files like (empty = all movies)", value = "", required = false, persist = false) pattern
#@ Double (label = "Object diameter (pixels, 0 = estimate)", value = 0, persist = false) object_diameter
#@ CommandService commands
#@output Integer failed

/*
 * Segments every movie of a folder, and lists the movies with their numbers of cells.
 *
 * In Fiji: open in the script editor and run. Without a window:
 *   fiji --headless --run batch_segment_folder.groovy 'folder="/data/movies",results="/data/results",pattern="",object_diameter=0'
 *
 * Run again, it does what is missing. Fiji itself ends with code 0 even if a script fails. Where the code matters
 * (clusters), use bin/maskvos batch.
 */

import groovy.json.JsonSlurper
import org.maskvos.command.BatchCommand

// All inputs are named, so that no dialog opens.
def module = commands.run(BatchCommand, true,
	"folder", folder, "pattern", pattern ?: "", "results", results, "resume", true, "shard", "1/1", "model", "auto",
	"channel", 1, "axis", "auto", "object_diameter", object_diameter, "output", "instances",
	"device", "auto", "threads", 0).get()
if (module.isCanceled()) println module.cancelReason

// Every movie has a record, whether it failed or not.
failed = 0
new File(results).listFiles().findAll { it.name.endsWith("-vos.json") }.sort().each {
	def record = new JsonSlurper().parse(it, "UTF-8")
	if (record.status == "failed") failed++
	println record.movie.file + ": " + (record.status == "done" ? record.objects + " cells in " + record.frames + " frames"
		: record.reason)
}
