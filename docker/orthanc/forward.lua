-- Sends every series on to ReaderStudy (STOW-RS) once nothing is added to it any more, and marks it when it has come through.
-- What fails is sent again image by image at once, so that one image that is refused does not keep the others back, and then after
-- growing pauses. Nothing is deleted here: what is refused for good stays in Orthanc, whose jobs show the reason.

local SERVER = 'readerstudy'
local SENT = '4243'        -- User-defined metadata of a series that has come through.
local PAUSES = { 0, 60, 300, 900, 3600, 3600, 10800, 10800, 43200, 43200 }   -- In seconds, before each further try.

-- Kinds of series without images to be read.
local PASSED_OVER = { SR = true, PR = true, KO = true, DOC = true, REG = true, RTSTRUCT = true, RTPLAN = true, RTDOSE = true }

local jobs = {}            -- By job: what it sends.
local waiting = {}         -- What will be sent again, and when.

local function send(parcel)
  local answer = RestApiPost('/dicom-web/servers/' .. SERVER .. '/stow',
    DumpJson({ Resources = { parcel.resource }, Synchronous = false }, true), false)
  local job = answer and answer ~= '' and ParseJson(answer).ID or nil
  if job then
    jobs[job] = parcel
  else
    print('ReaderStudy: a series could not be queued; it is tried again later.')
    waiting[#waiting + 1] = { resource = parcel.resource, series = parcel.series, tries = parcel.tries, due = os.time() + 60 }
  end
end

local function send_due()
  local now, later, due = os.time(), {}, {}
  for _, parcel in ipairs(waiting) do
    table.insert(parcel.due <= now and due or later, parcel)
  end
  waiting = later
  for _, parcel in ipairs(due) do
    send(parcel)
  end
end

local function again(resource, series, tries)
  if tries > #PAUSES then
    print('ReaderStudy: an image was refused ' .. tries .. ' times and is not sent any more; see the jobs.')
    return
  end
  waiting[#waiting + 1] = { resource = resource, series = series, tries = tries, due = os.time() + PAUSES[tries] }
end

-- At a start: what came before and did not come through.
function Initialize()
  for _, series in ipairs(ParseJson(RestApiGet('/series', true)) or {}) do
    local tags = ParseJson(RestApiGet('/series/' .. series, true)).MainDicomTags
    local marks = ParseJson(RestApiGet('/series/' .. series .. '/metadata?expand', true))
    if not PASSED_OVER[tags.Modality or ''] and not marks[SENT] then
      waiting[#waiting + 1] = { resource = series, series = series, tries = 1, due = os.time() + 60 }
    end
  end
end

function OnStableSeries(series, tags, metadata)
  if not PASSED_OVER[tags.Modality or ''] then
    send({ resource = series, series = series, tries = 1 })
  end
  send_due()
end

function OnJobSuccess(job)
  local sent = jobs[job]
  jobs[job] = nil
  if sent and sent.resource == sent.series then
    RestApiPut('/series/' .. sent.series .. '/metadata/' .. SENT, 'yes', true)
  end
  send_due()
end

function OnJobFailure(job)
  local failed = jobs[job]
  jobs[job] = nil
  if not failed then
    return
  end
  if failed.resource == failed.series then
    for _, instance in ipairs(ParseJson(RestApiGet('/series/' .. failed.series, true)).Instances) do
      again(instance, failed.series, failed.tries)
    end
  else
    again(failed.resource, failed.series, failed.tries + 1)
  end
  send_due()
end

-- Called every LuaHeartBeatPeriod seconds by versions of Orthanc that know it; others send what waits with the next series.
function OnHeartBeat()
  send_due()
end
