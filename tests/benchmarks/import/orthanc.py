"""Uploads the same slices to Orthanc by its REST API: orthanc.py FOLDER [FILES] [CLIENTS]. Prints files a second.

Orthanc with its own settings, so that every file is synced to the disk (SyncStorageArea), and without de-identification."""
import http.client, json, pathlib, shutil, socket, subprocess, sys, tempfile, threading, time

folder = pathlib.Path(sys.argv[1])
files, clients = [int(v) for v in (sys.argv[2:] + ["1000", "4"][len(sys.argv) - 2 :])]
paths = sorted(folder.rglob("*.dcm"))[:files]
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
work = tempfile.mkdtemp(prefix="orthanc-")
settings = {"HttpPort": port, "DicomServerEnabled": False, "AuthenticationEnabled": False, "StorageDirectory": work, "IndexDirectory": work}
pathlib.Path(work, "orthanc.json").write_text(json.dumps(settings))
server = subprocess.Popen(["Orthanc", f"{work}/orthanc.json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.2)

    def send(mine):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for path in mine:
            connection.request("POST", "/instances", path.read_bytes(), {"Content-Type": "application/dicom"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status

    start = time.monotonic()
    threads = [threading.Thread(target=send, args=(paths[n::clients],)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - start
    size = sum(path.stat().st_size for path in paths)
    print(f"Orthanc: {len(paths) / seconds:.0f} files/s, {size / 1e6 / seconds:.0f} MB/s ({len(paths)} files, {clients} clients, {seconds:.1f} s)")
finally:
    server.terminate()
    server.wait()
    shutil.rmtree(work)
